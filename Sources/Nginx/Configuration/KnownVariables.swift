/// The variables nginx defines itself, for the complaint about unknown ones.
enum KnownVariables {
  private static let names: Set<String> = Set(
    """
    ancient_browser args binary_remote_addr body_bytes_sent bytes_sent connection connection_requests connection_time \
    connections_active connections_reading connections_waiting connections_writing content_length content_type \
    date_gmt date_local document_root document_uri fastcgi_path_info fastcgi_script_name gzip_ratio host hostname \
    http2 http3 https invalid_referer is_args limit_conn_status limit_rate limit_req_status modern_browser msec msie \
    nginx_version pid pipe proxy_add_via proxy_add_x_forwarded_for proxy_host proxy_internal_body_length \
    proxy_internal_chunked proxy_port proxy_protocol_addr proxy_protocol_port proxy_protocol_server_addr \
    proxy_protocol_server_port query_string realip_remote_addr realip_remote_port realpath_root remote_addr \
    remote_port remote_user request request_body request_body_file request_completion request_filename request_id \
    request_length request_method request_time request_uri scheme secure_link secure_link_expires server_addr \
    server_name server_port server_protocol slice_range status tcpinfo_rcv_space tcpinfo_rtt tcpinfo_rttvar \
    tcpinfo_snd_cwnd time_iso8601 time_local uid_got uid_reset uid_set upstream_addr upstream_bytes_received \
    upstream_bytes_sent upstream_cache_etag upstream_cache_last_modified upstream_cache_status upstream_connect_time \
    upstream_header_time upstream_response_length upstream_response_time upstream_status uri memcached_key
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

  private static let prefixes = [
    "arg_", "cookie_", "http_", "sent_http_", "sent_trailer_", "upstream_http_", "upstream_cookie_",
    "upstream_trailer_", "ssl_", "geoip_", "proxy_protocol_tlv_", "jwt_", "request_id",
  ]

  static func contain(_ name: String) -> Bool {
    names.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }
}
