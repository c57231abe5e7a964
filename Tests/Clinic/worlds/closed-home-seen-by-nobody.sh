# title: an account without rights asks why a home directory's site is refused
# expect: access.parent-not-traversable
# user: nobody
# names: /home/avocet
# cure: no
# target: http://avocet.example/zines/papers/minutes.pdf
setup() {
  hosts avocet.example; user avocet 750
  pictures /home/avocet/site/zines avocet:avocet
  vhost avocet <<'CONF'
server {
    listen 80;
    server_name avocet.example;
    root /home/avocet/site;
}
CONF
  start_nginx
}
symptom() { gives 403 http://avocet.example/zines/papers/minutes.pdf; }
cure() { chmod o+x /home/avocet; }
