"""A small OpenID Connect provider, as a process: `python provider.py PORT PEOPLE`, people as a list of claims in JSON.

Its sign-in page has a button for each person. Codes count once, and only with the secret and the proof (RFC 7636).
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

PORT, PEOPLE = int(sys.argv[1]), json.loads(sys.argv[2])
ISSUER = f"http://localhost:{PORT}"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CODES: dict[str, dict[str, Any]] = {}
TOKENS: dict[str, dict[str, Any]] = {}


class Provider(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/.well-known/openid-configuration":
            places = {name: f"{ISSUER}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
            return self.answer({"issuer": ISSUER, "userinfo_endpoint": f"{ISSUER}/userinfo", **places})
        if url.path == "/authorization_endpoint":
            return self.people(asked)
        if url.path == "/choose":
            return self.send_back(asked)
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        return self.answer(TOKENS.get(token, {}), 200 if token in TOKENS else 401)

    def do_POST(self) -> None:
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        given = {name: values[0] for name, values in body.items()}
        code = CODES.pop(given.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        if not code or given.get("client_secret") != "secret" or proof.decode().rstrip("=") != code["challenge"]:
            return self.answer({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {**code["who"], "iss": ISSUER, "aud": "pocplan", "iat": now, "exp": now + 60}
        token = secrets.token_urlsafe()
        TOKENS[token] = code["who"]
        signed = jwt.encode(claims, KEY, algorithm="RS256")
        return self.answer({"access_token": token, "token_type": "Bearer", "id_token": signed})

    def people(self, asked: dict[str, str]) -> None:
        links = "".join(
            f'<p><a id="p{number}" href="/choose?{urlencode({**asked, "who": number})}">{number}</a></p>'
            for number in [*range(len(PEOPLE)), "nobody"]
        )
        self.send(links.encode(), "text/html")

    def send_back(self, asked: dict[str, str]) -> None:
        answer = {"state": asked["state"]}
        if asked["who"] == "nobody":
            answer["error"] = "access_denied"
        else:
            answer["code"] = secrets.token_urlsafe()
            CODES[answer["code"]] = {"who": PEOPLE[int(asked["who"])], "challenge": asked["code_challenge"]}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(answer)}")
        self.end_headers()

    def answer(self, content: dict[str, Any], status: int = 200) -> None:
        self.send(json.dumps(content).encode(), "application/json", status)

    def send(self, content: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Keeps quiet."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", PORT), Provider).serve_forever()
