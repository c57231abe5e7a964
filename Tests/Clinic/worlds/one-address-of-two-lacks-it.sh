# title: a name has two addresses, and the machine behind one of them never got the picture
# target: http://images.eider.example/faces/ida.gif
# expect: http.inconsistent-instances
# verdict: likely
# names: 10.30.0.22
# cure: no
# needs: ip nsenter
setup() {
  local n; for n in 21 22; do
    ip netns add "10.30.0.$n"; ip link add "wire$n" type veth peer name eth0 netns "10.30.0.$n"; ip link set "wire$n" up
    ip address add 10.30.0.1/32 dev "wire$n"; ip route add "10.30.0.$n/32" dev "wire$n"
    ip -n "10.30.0.$n" link set lo up; ip -n "10.30.0.$n" address add "10.30.0.$n/24" dev eth0; ip -n "10.30.0.$n" link set eth0 up
    echo "10.30.0.$n images.eider.example" >> /etc/hosts; pictures "/srv/eider-$n"
    ( exec setsid nsenter --net="/run/netns/10.30.0.$n" /usr/bin/python3 -m http.server --directory "/srv/eider-$n" --bind "10.30.0.$n" 80 </dev/null >/dev/null 2>&1 ) &
    listening 80 "10.30.0.$n"
  done
  rm /srv/eider-22/faces/ida.gif
}
symptom() { gives 404 --resolve images.eider.example:80:10.30.0.22 http://images.eider.example/faces/ida.gif; }
cure() { gif /srv/eider-22/faces/ida.gif; }
