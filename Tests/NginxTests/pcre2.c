/* Matches patterns with PCRE2 as nginx does (src/core/ngx_regex.c): caseless or not, no other option, the default limits.

   Standard input, numbers as 32-bit little-endian: per pattern whether it is caseless, its text, how many subjects, their
   texts; a text is its length and its bytes. Standard output: per pattern PCRE2's error code or 0; after a 0 the number of
   groups and per subject pcre2_match()'s result, followed, where that is positive, by start and end of the match and of
   every group, -1 for one that took no part. The result is CONTRADICTION where PCRE2 without its optimisations, which
   change nothing by its documentation, answers something else: they have faults. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONTRADICTION = -1000, UNOPTIMISED = PCRE2_NO_AUTO_POSSESS | PCRE2_NO_DOTSTAR_ANCHOR | PCRE2_NO_START_OPTIMIZE };

struct text {
  uint32_t length;
  uint8_t *bytes;
};

static int read_number(uint32_t *number) { return fread(number, sizeof *number, 1, stdin) == 1; }

static void write_number(int32_t number) { fwrite(&number, sizeof number, 1, stdout); }

static struct text read_text(void) {
  struct text text = {0, NULL};
  if (!read_number(&text.length)) exit(2);
  text.bytes = malloc(text.length + 1);
  if (text.bytes == NULL || fread(text.bytes, 1, text.length, stdin) != text.length) exit(2);
  return text;
}

static pcre2_code *compile(struct text pattern, uint32_t options, int *error) {
  size_t place = 0;
  return pcre2_compile(pattern.bytes, pattern.length, options, error, &place, NULL);
}

static int is_same(pcre2_match_data *left, pcre2_match_data *right, uint32_t groups) {
  size_t size = 2 * (groups + 1) * sizeof(size_t);
  return memcmp(pcre2_get_ovector_pointer(left), pcre2_get_ovector_pointer(right), size) == 0;
}

static void match(const pcre2_code *code, const pcre2_code *plain, struct text subject, uint32_t groups) {
  pcre2_match_data *data = pcre2_match_data_create(groups + 1, NULL);
  pcre2_match_data *plain_data = pcre2_match_data_create(groups + 1, NULL);
  int result = pcre2_match(code, subject.bytes, subject.length, 0, 0, data, NULL);
  int plain_result = pcre2_match(plain, subject.bytes, subject.length, 0, 0, plain_data, NULL);
  if (result != plain_result || (result > 0 && !is_same(data, plain_data, groups))) result = CONTRADICTION;
  write_number(result);
  const size_t *offsets = pcre2_get_ovector_pointer(data);
  for (uint32_t index = 0; result > 0 && index < 2 * (groups + 1); index++)
    write_number(offsets[index] == PCRE2_UNSET ? -1 : (int32_t)offsets[index]);
  pcre2_match_data_free(data);
  pcre2_match_data_free(plain_data);
}

int main(void) {
  uint32_t caseless;
  while (read_number(&caseless)) {
    struct text pattern = read_text();
    int error = 0;
    uint32_t options = caseless ? PCRE2_CASELESS : 0;
    pcre2_code *code = compile(pattern, options, &error);
    pcre2_code *plain = code == NULL ? NULL : compile(pattern, options | UNOPTIMISED, &error);
    write_number(code == NULL ? error : 0);
    uint32_t groups = 0, subjects = 0;
    if (code != NULL) {
      pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
      write_number((int32_t)groups);
    }
    if (!read_number(&subjects)) return 2;
    for (; subjects > 0; subjects--) {
      struct text subject = read_text();
      if (plain != NULL) match(code, plain, subject, groups);
      free(subject.bytes);
    }
    pcre2_code_free(code);
    pcre2_code_free(plain);
    free(pattern.bytes);
  }
  return 0;
}
