/// Recognises directives of widely used modules that are not part of nginx's own sources.
enum ThirdPartyModules {
  private static let prefixes = [
    "access_by_lua", "auth_jwt", "auth_ldap", "auth_pam", "balancer_by_lua", "body_filter_by_lua", "brotli",
    "content_by_lua", "echo", "encrypted_session", "fancyindex", "geoip2", "header_filter_by_lua", "headers_more",
    "init_by_lua", "init_worker_by_lua", "js_", "log_by_lua", "lua_", "modsecurity", "more_", "naxsi", "opentracing",
    "opentelemetry", "otel_", "pagespeed", "passenger_", "perl_", "push_stream", "redis", "rewrite_by_lua", "rtmp",
    "server_rewrite_by_lua", "set_by_lua", "srcache_", "ssl_certificate_by_lua", "upload_", "uploadprogress",
    "upstream_show", "vhost_traffic_status", "vod", "zip", "zstd", "SecRules", "LearningMode", "srv_http",
    "cache_purge",
    "proxy_cache_purge", "fastcgi_cache_purge", "check", "dav_ext", "xslt_", "subs_filter", "substitutions",
    "set_", "array_", "drizzle_", "postgres_", "memc_", "rds_", "nchan", "limit_traffic", "testcookie", "lower_",
  ]

  static func mayDeclare(_ name: String) -> Bool { prefixes.contains { name.hasPrefix($0) } }
}
