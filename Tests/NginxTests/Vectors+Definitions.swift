/// Variables that `map`, `geo` and `split_clients` give values to.
extension Vectors {
  static let definitions = [
    Vectors(
      name: "geo",
      http: """
        geo $here { default far; 127.0.0.0/8 near; 127.0.0.1 self; 10.0.0.0/8 ten; }
        geo $arg_ip $net { default none; 10.0.0.0/8 ten; 10.1.0.0/16 one; 10.1.2.0/24 two; delete 10.1.2.0/24;
          ::/0 six; fe80::/10 link; }
        geo $arg_ip $range { ranges; default out; 10.0.0.0-10.0.0.255 all; 10.0.0.16-10.0.0.31 part; }
        geo $through { proxy 127.0.0.1; proxy 10.0.0.0/8; proxy_recursive; default no; 192.0.2.0/24 yes; }
        """ + server("location / { add_header X-A $here,$net,$range,$through; return 204; }"),
      files: [],
      rows: [
        ("/", 204, "X-A: self,none,out,no"), ("/?ip=10.9.0.1", 204, "X-A: self,ten,out,no"),
        ("/?ip=10.1.2.3", 204, "X-A: self,one,out,no"), ("/?ip=10.0.0.20", 204, "X-A: self,ten,part,no"),
        ("/?ip=10.0.0.40", 204, "X-A: self,ten,all,no"), ("/?ip=fe80::1", 204, "X-A: self,link,out,no"),
        ("/?ip=2001:db8::1", 204, "X-A: self,six,out,no"), ("/?ip=::ffff:10.1.0.1", 204, "X-A: self,one,out,no"),
        ("GET / X-Forwarded-For=192.0.2.7,10.0.0.1", 204, "X-A: self,none,out,yes"),
      ]),
    Vectors(
      name: "map",
      http: """
        map $arg_h $host_class { hostnames; volatile; default other; example.com exact; *.example.com sub; .dot.org dot;
          mail.* mail; ~^(?<first>[a-z])\\d+$ "re-$first"; ~*^UPPER(.)$ "any-$1"; \\default literal; "" empty; }
        map $uri $folder { default ""; ~^/(?<section>[^/]+)/ $section; }
        map "$arg_a:$arg_b" $pair { default d; x:y xy; }
        """
          + server(
            "location / { add_header X-A $host_class; add_header X-B \"<$folder>\"; add_header X-C $pair; return 204; }"
          ),
      files: [],
      rows: [
        ("/?h=example.com", 204, "X-A: exact"), ("/?h=EXAMPLE.com.", 204, "X-A: exact"),
        ("/?h=a.b.example.com", 204, "X-A: sub"), ("/?h=dot.org", 204, "X-A: dot"), ("/?h=x.dot.org", 204, "X-A: dot"),
        ("/?h=mail.net", 204, "X-A: mail"), ("/?h=q12", 204, "X-A: re-q"), ("/?h=upperZ", 204, "X-A: any-Z"),
        ("/?h=default", 204, "X-A: literal"), ("/", 204, "X-A: empty"), ("/?h=zz", 204, "X-A: other"),
        ("/img/x", 204, "X-B: <img>"), ("/x", 204, "X-B: <>"), ("/?a=X&b=Y", 204, "X-C: xy"),
      ]),
    Vectors(
      name: "split_clients",
      http: """
        split_clients "k$arg_k" $part { 20% a; 30.5% b; 0.25% c; * d; }
        split_clients $arg_k $half { 50% x; }
        split_clients $remote_addr $visitor { 50% t; * t; }
        """ + server("location / { add_header X-A \"$part,$half\"; root ROOT/$visitor; return 204; }"),
      files: [],
      rows: "a b c d e f g hello world 12 345 6789 abcd efghi jklmno pqrstu vwxyz 00 1 zzz".split(separator: " ").map {
        ("/?k=\($0)", 204, "")
      }),
  ]
}
