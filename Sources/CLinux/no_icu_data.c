#include <stdint.h>

/* ICU's own "stub data" header (icu/source/stubdata/stubdata.cpp). Foundation, which the YAML reader brings along, would link
   30 MB of locale tables into the static program; nothing here asks for them, and the symbol defined here keeps them out. */
#if defined(__linux__)
__attribute__((aligned(16))) const struct {
  uint16_t header_size;
  uint8_t magic1, magic2;
  uint16_t info_size, reserved_word;
  uint8_t is_big_endian, charset_family, char_size, reserved_byte;
  uint8_t data_format[4], format_version[4], data_version[4];
  char padding[8];
  uint32_t count, reserved;
  int32_t offset_of_name, offset_of_data;
} icudt76_dat = {32, 0xda, 0x27, 20, 0, 0, 0, 2, 0, {0x54, 0x6f, 0x43, 0x50}, {1, 0, 0, 0}, {0, 0, 0, 0}, "stubdat", 0, 0, 0, 0};
#endif
