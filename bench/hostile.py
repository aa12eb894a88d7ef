#!/usr/bin/env python3
"""hostile.py --hugo PATH --tocsin PATH [--vectors FILE.json] [--dir FOLDER]

Gives Hugo and Tocsin the same hostile or unreleased inputs and prints what each publishes, as a Markdown table. Hugo has its
default settings (goldmark without `unsafe`) and the smallest theme that shows a page: its title, summary, words, and one param
in an attribute and in a link, all of which html/template escapes. Tocsin has the settings that `init` writes, for one country,
with a list of hosts. FILE.json is a list of strings, such as npm's blns; without it the vectors of this file are used alone.
"""
import argparse, base64, html.parser, json, os, re, resource, shutil, struct, subprocess, tempfile, zlib

CANARY = "zqcanary"


class Active(html.parser.HTMLParser):
    """Finds what a browser would run, or where a touch would run something."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "iframe", "object", "embed", "base"):
            self.found.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or name in ("href", "src", "action", "formaction", "data", "xlink:href") and address.startswith(("javascript:", "vbscript:", "data:text")):
                self.found.append(name)


OWN = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java&Tab;script:alert(1))",
       "[x](&#1;javascript:alert(1))", "[x](vbscript:x)", "[x](data:text/html,<script>alert(1)</script>)", "![x](javascript:alert(1))", "<javascript:alert(1)>", "[a]\n\n[a]: javascript:alert(1)",
       "# x {onclick=alert(1)}", "# x {onmouseover=\"alert(1)\"}", "x\n{onclick=alert(1)}", "## x {#a\"onclick=alert(1)}", "> x\n{onclick=\"alert(1)\"}", "- x\n{onfocus=alert(1) tabindex=1 autofocus}",
       "| a |\n|---|\n| b |\n{onclick=alert(1)}", "```html {onclick=alert(1)}\nx\n```", "<details open ontoggle=alert(1)>x</details>", "<a href=\"javascript:alert(1)\">x</a>", "<b onclick=alert(1)>x</b>",
       "<iframe srcdoc=\"<script>alert(1)</script>\">", "<!-- --><script>alert(1)</script>", "[x](https://a.example/\"onclick=\"alert(1))", "\"><script>alert(1)</script>", "{{alert(1)}}"]


def run(cmd, cwd=None, limit=10):
    """Runs a program; returns its exit code, what it said, its seconds of a processor and the peak of its memory in MB."""
    with tempfile.TemporaryFile() as out:
        p = subprocess.Popen(cmd, cwd=cwd, stdout=out, stderr=out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)))
        _, status, usage = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return p.returncode, out.read().decode("utf-8", "replace"), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def write(folder, files):
    for name, data in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data if isinstance(data, bytes) else data.encode())


def read(folder):
    out = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            out[os.path.relpath(path, folder)] = open(path, "rb").read()
    return out


class Hugo:
    name = "Hugo"
    theme = {
        "hugo.yaml": "baseURL: https://ring.example/\ntitle: Ring\n",
        "layouts/_default/single.html": '<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1><p title="{{ .Params.x }}"><a href="{{ .Params.x }}">{{ .Summary }}</a></p>{{ .Content }}',
        "layouts/_default/list.html": '<!doctype html><title>{{ .Title }}</title>{{ .Content }}{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Summary }}{{ end }}',
        "layouts/index.html": '<!doctype html><title>{{ .Title }}</title>{{ .Content }}{{ range site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}',
    }

    def __init__(self, program):
        self.program = program

    def page(self, key, front, words):
        return {f"content/{key}.md": f"---\n{front}---\n\n{words}\n"}

    def beside(self, name, data):
        return {f"content/{name}": data}

    def build(self, folder, out):
        return run([self.program, "build", "-d", out], folder)

    def wrong(self, said):
        return [key for line in said.splitlines() if line.startswith("ERROR") for key in re.findall(r"content/([\w/-]+)\.md", line)]


class Tocsin:
    name = "Tocsin"
    theme = {
        "campaign.yaml": "title: {en: Ring}\nbase_url: https://ring.example/\nsource_language: en\ncountries:\n  ca: {name: {en: Canada}, languages: [en], timezone: America/Toronto, hosts: [canada.ca]}\n"
                         "security: {contact: \"mailto:a@ring.example\", expires: 2099-01-01}\n",
        "content/index.en.md": "---\ntitle: Home\n---\n\nHello.\n",
        "templates/page.html": '{{define "main"}}<h1>{{.Title}}</h1>{{with .Params}}<p title="{{.x}}"><a href="{{.x}}">x</a></p>{{end}}{{.Summary}}{{.Content}}{{end}}',
    }

    def __init__(self, program):
        self.program = program

    def page(self, key, front, words):
        front = front.replace("publishDate:", "publish:").replace("expiryDate:", "expires:")
        front = re.sub(r"(?m)^x: (.*)$", r"params: {x: \1}", front)
        return {f"content/{key}.en.md": f"---\n{front}---\n\n{words}\n"}

    beside = Hugo.beside

    def build(self, folder, out):
        return run([self.program, "build", "--quiet", "--dir", folder, "--out", out])

    def wrong(self, said):
        return re.findall(r"content/([\w/-]+)\.en\.md:[\d:]+ error", said)


def site(tool, root, name, files):
    """Lays out a site and builds it; pages that keep it from being built are taken out and counted."""
    folder, out = os.path.join(root, tool.name, name), os.path.join(root, tool.name, name + "-out")
    for d in (folder, out):
        shutil.rmtree(d, ignore_errors=True)
    write(folder, {**tool.theme, **files})
    refused = set()
    while True:
        code, said, seconds, peak = tool.build(folder, out)
        wrong = {k for k in tool.wrong(said)} - refused
        if code == 0 or not wrong:
            return code, out, refused, said, seconds, peak
        for key in wrong:
            refused.add(key)
            for ending in (".md", ".en.md"):
                if os.path.exists(path := os.path.join(folder, "content", key + ending)):
                    os.remove(path)


def vectors(tool, root, lists):
    files = {}
    for i, v in enumerate(lists):
        q = json.dumps(v)
        files |= tool.page(f"v{i}", f"title: {q}\nsummary: {q}\nx: {q}\n", v)
    code, out, refused, said, _, _ = site(tool, root, "vectors", files)
    active = 0
    for name, data in read(out).items():
        if re.search(r"(^|/)v\d+/index\.html$", name):
            p = Active()
            body = data.decode("utf-8", "replace")
            p.feed(re.sub(r'<script [^>]*src="/assets/[^"]*"[^>]*></script>', "", body))
            active += bool(p.found)
    if code:
        return f"exit {code}: {said[:80]}"
    return f"{active} of {len(lists)} pages with something that runs; {len(refused)} refused"


def bombs(n):
    yield "aliases that multiply", "a0: &a0 [" + "x," * 10 + "]\n" + "".join(f"a{i}: &a{i} [" + f"*a{i-1}," * 10 + "]\n" for i in range(1, 9))
    yield "one key again and again", "k: a\n" * (n // 5)
    yield "one key again and again in braces", "k: {" + "b: c, " * (n // 6) + "}\n"
    yield "different keys", "".join(f"k{i}: a\n" for i in range(n // 10))
    yield "different keys in braces", "k: {" + "".join(f"k{i}: 1," for i in range(n // 10)) + "}\n"
    yield "open brackets", "k: " + "[" * n + "\n"
    yield "brackets in brackets", "k: " + "[" * 9000 + "]" * 9000 + "\n"
    yield "merges that multiply", "a: &a {" + "".join(f"k{i}: 1, " for i in range(n // 40)) + "}\n" + "".join(f"b{i}: {{<<: *a}}\n" for i in range(n // 30))
    yield "a large value in many places", 'a: &a "' + "b" * (n // 2) + '"\nc: [' + "*a," * (n // 6) + "]\n"
    yield "items of a list", "k:\n" + "- \n" * (n // 3)


def yaml_bombs(tool, root, n):
    worst_time = worst_memory = 0
    times = memories = ""
    over = 0
    for name, text in bombs(n):
        _, _, _, _, seconds, peak = site(tool, root, "bomb", tool.page("x", "title: X\nparams:\n" + "".join("  " + line + "\n" for line in text.splitlines()), "Words."))
        over += seconds > 2 or peak > 200
        if seconds > worst_time:
            worst_time, times = seconds, name
        if peak > worst_memory:
            worst_memory, memories = peak, name
    return f"{over} of 10 over 2 s of a processor or 200 MB; at worst {worst_time:.1f} s ({times}; stopped at 10 s), {worst_memory:.0f} MB ({memories})"


def release(tool, root):
    files = {}
    for kind, front in {"draft": "draft: true\n", "later": "publishDate: 2099-01-01\n", "over": "expiryDate: 2020-01-01\n"}.items():
        files |= tool.page(f"learn/{kind}", f"title: {CANARY}title{kind}\nsummary: {CANARY}summary{kind}\n{front}", f"{CANARY}words{kind}\n\n![x]({CANARY}{kind}.png)\n\n[file]({CANARY}{kind}.txt)")
        files |= tool.beside(f"learn/{CANARY}{kind}.png", png(b""))
        files |= tool.beside(f"learn/{CANARY}{kind}.txt", f"{CANARY}file{kind}".encode())
    files |= tool.page("learn/out", "title: Out\n", "Words.")
    code, out, _, said, _, _ = site(tool, root, "release", files)
    found = set()
    for name, data in read(out).items():
        found |= set(re.findall(CANARY + r"\w+", name + " " + data.decode("latin-1")))
    return (f"exit {code}: {said[:80]}" if code else f"{len(found)} of 18 names, words, pictures and files found" + (f" ({', '.join(sorted(x[len(CANARY):] for x in found))})" if found else ""))


JPEG = "/9j/2wCEAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI//////////////////////////////////////////////////8BVVpaeGl464KC6//////////////////////////////////////////////////////////////////////////AAAsIAAgACAEBEQD/xADSAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAAgBAQAAPwClX//Z"  # eight pixels square, black


def png(text):
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
    if text:
        out += chunk(b"tEXt", b"Author\x00" + text) + chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(text)) + chunk(b"eXIf", b"II*\x00" + text)
    return out + chunk(b"IDAT", zlib.compress((b"\x00" + b"\x20\x40\x60" * 8) * 8)) + chunk(b"IEND", b"")


def pictures(tool, root):
    secret = lambda what: f"{CANARY}{what}".encode()
    jpeg = base64.b64decode(JPEG)
    app = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00" + secret("jpegplace")
    jpeg = jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(app) + 2) + app + b"\xff\xfe" + struct.pack(">H", 2 + len(secret("jpegcomment"))) + secret("jpegcomment") + jpeg[2:] + secret("jpegend")
    gif = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==")
    note = secret("gifcomment")
    gif = gif[:19] + b"!\xfe" + bytes([len(note)]) + note + b"\x00" + gif[19:]
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1' data-name='{CANARY}svglayer'><!-- {CANARY}svgcomment --><metadata>{CANARY}svgmetadata</metadata><title>{CANARY}svgtitle</title><path d='M0 0h1v1H0z'/></svg>"
    files = {"a.jpg": jpeg, "b.gif": gif, "c.svg": svg.encode(), "d.png": png(secret("pngauthor"))}
    every = {}
    for name, data in files.items():
        every |= tool.beside(("out/" if tool.name == "Hugo" else "") + name, data)
    words = "\n\n".join(f"![A picture]({name})" for name in files)
    every |= tool.page("out/index" if tool.name == "Hugo" else "out", "title: Out\n", words)
    code, out, refused, said, _, _ = site(tool, root, "pictures", every)
    found = set()
    for data in read(out).values():
        found |= set(re.findall(CANARY + r"\w+", data.decode("latin-1")))
    kinds = {"jpegplace", "jpegcomment", "jpegend", "gifcomment", "svglayer", "svgcomment", "svgmetadata", "svgtitle", "pngauthor"}
    return f"exit {code}: {said[:200]}" if code or refused else f"{len(found)} of {len(kinds)} of the makers' words published"


def addresses(tool, root):
    lead = ["https://canada.ca@evil.example/", "https:\\\\evil.example/", "https://canada.ca\\@evil.example/", "//evil.example/", "https://canada.ca.evil.example/", "https://xn--cnada-0za.ca/", "https://evil.example\\\\.canada.ca/", "https:/\\evil.example/",
            "http://0x7f.1/", "http://2130706433/", "http://localhost:1313/", "http://127.0.0.1/", "https://canada%2eca.evil.example/", "https://EVIL.example/", "https:evil.example"]
    files = {}
    for i, a in enumerate(lead):
        files |= tool.page(f"v{i}", "title: X\n", f"[Report it]({a})")
    code, out, refused, said, _, _ = site(tool, root, "addresses", files)
    linked = sum(1 for name, data in read(out).items() if re.search(r"(^|/)v\d+/index\.html$", name) and re.search(r'<a [^>]*href="?[^">]*"?[^>]*>(<bdi>)?Report it', data.decode()))
    return f"exit {code}: {said[:80]}" if code else f"{linked} of {len(lead)} published as links, {len(refused)} refused"


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--hugo", required=True)
    a.add_argument("--tocsin", required=True)
    a.add_argument("--vectors")
    a.add_argument("--size", type=int, default=1 << 20, help="of each YAML bomb, in bytes")
    a.add_argument("--dir")
    o = a.parse_args()
    lists = list(OWN)
    if o.vectors:
        lists += [v for v in json.load(open(o.vectors)) if "<" in v or "script" in v.lower()]
    lists = [v for v in dict.fromkeys(lists) if "\x00" not in v]
    root = o.dir or tempfile.mkdtemp(prefix="hostile-")
    tools = [Hugo(os.path.abspath(o.hugo)), Tocsin(os.path.abspath(o.tocsin))]
    print("versions:", *(run([t.program, "version"])[1].strip() for t in tools), sep="\n  ")
    print("\n| input | Hugo | Tocsin |\n|---|---|---|")
    for what, test in [(f"{len(lists)} vectors in title, summary, a param and words", lambda t: vectors(t, root, lists)), (f"10 YAML bombs of {o.size >> 10} KB in front matter", lambda t: yaml_bombs(t, root, o.size)),
                       ("draft, later and expired page, with a picture and a file beside it", lambda t: release(t, root)), ("4 pictures with their makers' words", lambda t: pictures(t, root)),
                       ("15 addresses that lead elsewhere than they seem", lambda t: addresses(t, root))]:
        print(f"| {what} | {test(tools[0])} | {test(tools[1])} |", flush=True)
    if not o.dir:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
