enum NginxPlaceholder {}
