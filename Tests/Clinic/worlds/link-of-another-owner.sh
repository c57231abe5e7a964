# title: disable_symlinks if_not_owner meets a link of root's to the deployer's files, seen by a survey
# expect: nginx.symlinks-disabled
# verdict: confirmed
# names: conf.d/security.conf
setup() {
  hosts fen.example; user deploy; bundle /var/www/fen/releases/7 deploy:deploy
  file /var/www/fen/releases/7/index.html <<< '<!doctype html><link rel=stylesheet href=/css/main.css>'
  chown -R deploy: /var/www/fen; ln -s /var/www/fen/releases/7 /var/www/fen/current
  file /etc/nginx/conf.d/security.conf <<'CONF'
server_tokens off;
disable_symlinks if_not_owner;
CONF
  vhost fen <<'CONF'
server {
    listen 80;
    server_name fen.example;
    root /var/www/fen/current;
    location / { try_files $uri $uri/ =404; }
}
CONF
  start_nginx
}
symptom() { case $(status http://fen.example/css/main.css) in 200) return 1 ;; 404) return 0 ;; *) return 2 ;; esac; }
cure() { chown -h deploy: /var/www/fen/current; }
