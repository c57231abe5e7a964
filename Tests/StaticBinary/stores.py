#!/usr/bin/env python3
"""stores BINARY: the same faults asked by boto3 and by servedoctor, and the keys that roles lend.

Everything runs in a network namespace of its own: rclone as a store that checks signatures, moto as the cloud's metadata and
token services, a small file server as a container's credentials service. The last line sums up: stores: N passed, N failed.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

# A file beside this one has the name of a module that boto3 needs.
sys.path.pop(0)

STORE, CLOUD, CONTAINER = "http://127.0.0.1:9000", "http://169.254.169.254", "http://169.254.170.2"
KEY, SECRET = "STORE0KEY1FOR2TESTS3", "q0Lw8Zt5RvXc2Nb7Mk4JhGf1DsAaPoIuYtReWq9z"
results = []


def check(name, holds, detail=""):
    results.append(holds)
    if not holds:
        print(f"FAILED  {name} {detail}")


def doctor(binary, *arguments, **environment):
    """The report of one examination; the environment has nothing but what is named."""
    ended = subprocess.run([binary, "examine", "--only", "s3", "--format", "json", *arguments], capture_output=True,
                           env={"PATH": os.environ["PATH"], "HOME": "/nowhere", **environment})
    return json.loads(ended.stdout), ended.stdout.decode()


def client(endpoint, key, secret):
    import boto3
    from botocore.config import Config
    quick = Config(retries={"max_attempts": 1}, connect_timeout=3, read_timeout=5, s3={"addressing_style": "path"})
    return boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id=key, aws_secret_access_key=secret, config=quick)


def verdict(endpoint, bucket, name, key, secret):
    """What boto3 makes of a listing and a read: the error's code, or the exception's name."""
    from botocore.exceptions import BotoCoreError, ClientError
    try:
        store = client(endpoint, key, secret)
        store.list_objects_v2(Bucket=bucket, MaxKeys=1)
        store.get_object(Bucket=bucket, Key=name)
        return "fine"
    except ClientError as refusal:
        return refusal.response["Error"]["Code"]
    except BotoCoreError as problem:
        return type(problem).__name__


def faults(binary):
    """Each fault with boto3's verdict and the cause that it is."""
    for fault, endpoint, bucket, name, key, secret, said, cause in (
        ("nothing", STORE, "prints", "a/one.gif", KEY, SECRET, "fine", None),
        ("no such object", STORE, "prints", "a/two.gif", KEY, SECRET, "NoSuchKey", "s3.object-missing"),
        ("no such bucket", STORE, "sketches", "a/one.gif", KEY, SECRET, "NoSuchBucket", "s3.no-such-bucket"),
        ("another secret", STORE, "prints", "a/one.gif", KEY, SECRET[::-1], "SignatureDoesNotMatch", "s3.signature-mismatch"),
        ("an unknown key", STORE, "prints", "a/one.gif", KEY[::-1], SECRET, "InvalidAccessKeyId", "s3.invalid-access-key"),
        ("nobody there", "http://127.0.0.1:9", "prints", "a/one.gif", KEY, SECRET, "EndpointConnectionError", "s3.wrong-endpoint"),
    ):
        theirs = verdict(endpoint, bucket, name, key, secret)
        check(f"boto3 on {fault}", theirs == said, f"says {theirs}")
        report, _ = doctor(binary, f"s3://{bucket}/{name}", "--s3-endpoint", endpoint, "--s3-path-style", AWS_ACCESS_KEY_ID=key, AWS_SECRET_ACCESS_KEY=secret)
        ours = [one["id"] for one in report["causes"] if one["verdict"] in ("confirmed", "likely")]
        check(f"servedoctor on {fault}", ours[:1] == ([cause] if cause else []), f"says {ours}; {[(one['kind'], one['summary'][:90]) for one in report['observations']]}; {[(one['id'], one['verdict'], one['confidence']) for one in report['causes']]}")


def roles(binary, log):
    """Keys are asked of a role only where the user allows it, and never shown."""
    named = {
        "machine": {},
        "container": {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/role.json"},
        "web identity": {"AWS_WEB_IDENTITY_TOKEN_FILE": "/mnt/token", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/press", "AWS_ENDPOINT_URL_STS": CLOUD},
    }
    client(CLOUD, KEY, SECRET).create_bucket(Bucket="press")
    client(CLOUD, KEY, SECRET).put_object(Bucket="press", Key="a/one.gif", Body=b"GIF89a", ContentType="image/gif")
    asked = ["s3://press/a/one.gif", "--s3-endpoint", CLOUD, "--s3-path-style"]
    for lender, environment in named.items():
        before = log.read_text()
        report, _ = doctor(binary, *asked, **environment)
        seen = log.read_text()[len(before):]
        check(f"{lender}: not asked unless allowed", not any(word in seen for word in ("security-credentials", "api/token", "POST / ", "role.json")), seen)
        check(f"{lender}: says what would be needed", any("--allow-metadata" in one["needs"] for one in report["undetermined"]), str(report["undetermined"]))
        report, text = doctor(binary, *asked, "--allow-metadata", **environment)
        kinds = {one["kind"]: one["data"] for one in report["observations"]}
        check(f"{lender}: lends a key", kinds.get("s3.role", {}).get("outcome") == "lent" and kinds["s3.role"]["lender"] == lender, str(kinds.get("s3.role")))
        check(f"{lender}: the key opens the bucket", "s3.listed" in kinds, str(list(kinds)))
        check(f"{lender}: the key stays unseen", not any(word in text for word in ("test-secret-key", "test-session-token", "lent-secret")))
    report, _ = doctor(binary, *asked, "--allow-metadata", AWS_CONTAINER_CREDENTIALS_FULL_URI=f"{STORE}/role.json".replace("127.0.0.1", "10.77.0.1"))
    role = next(one["data"] for one in report["observations"] if one["kind"] == "s3.role")
    check("a token goes to no other host", role["outcome"] == "refused", str(role))


def inside(binary):
    os.makedirs("/mnt/store/prints/a"), os.makedirs("/mnt/role")
    pathlib.Path("/mnt/store/prints/a/one.gif").write_bytes(b"GIF89a")
    pathlib.Path("/mnt/token").write_text("eyJ0.e30.sig")
    pathlib.Path("/mnt/role/role.json").write_text(json.dumps({"AccessKeyId": "LENT", "SecretAccessKey": "lent-secret-of-a-role", "Token": "lent-token"}))
    log = pathlib.Path("/mnt/cloud.log")
    quiet = {"stdout": log.open("ab"), "stderr": subprocess.STDOUT}
    servers = [
        subprocess.Popen(["rclone", "serve", "s3", "--addr", "127.0.0.1:9000", "--auth-key", f"{KEY},{SECRET}", "/mnt/store"], env={**os.environ, "RCLONE_CONFIG": "/dev/null"},
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL),
        subprocess.Popen([sys.executable, "-c", "import sys; from moto.server import main; main(sys.argv[1:])", "-H", "169.254.169.254", "-p", "80"], **quiet),
        subprocess.Popen([sys.executable, "-m", "http.server", "--bind", "169.254.170.2", "--directory", "/mnt/role", "80"], **quiet),
    ]
    import socket
    for host, port in (("127.0.0.1", 9000), ("169.254.169.254", 80), ("169.254.170.2", 80)):
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex((host, port)) == 0:
                    break
            time.sleep(0.05)
    faults(binary)
    roles(binary, log)
    for server in servers:
        server.terminate()
        server.wait()
    print(f"stores: {sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


def main():
    if not shutil.which("rclone"):
        print("rclone is not there\nstores: 0 passed, 1 failed")
        return 1
    world = ("mount --make-rprivate / && mount -t tmpfs tmpfs /mnt && ip link set lo up && ip address add 169.254.169.254/32 dev lo"
             " && ip address add 169.254.170.2/32 dev lo && exec \"$@\"")
    return subprocess.run(["unshare", "-m", "-n", "-p", "-f", "--kill-child", "--mount-proc", "bash", "-c", world, "world", sys.executable,
                           os.path.realpath(__file__), os.path.realpath(sys.argv[1]), "inside"]).returncode


if __name__ == "__main__":
    sys.exit(inside(sys.argv[1]) if sys.argv[2:] == ["inside"] else main())
