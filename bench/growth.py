#!/usr/bin/env python3
"""growth.py --tocsin PATH [--pages 50,100,…,100000] [--runs 3] [--dir /dev/shm/bench] [--svg docs/growth.svg]

Cold builds of bilingual sites from 50 to 100,000 pages: processor time and peak memory of each, as a table and, with
--svg, as a chart on logarithmic scales. Processor time and not the clock, so that what else runs on the machine shows little.
"""
import argparse, math, os, shutil, statistics, subprocess, sys

def lay(kit, root, pages):
    out = subprocess.run([f"{kit}/mk.sh", "tocsin", str(pages // 2)], env=dict(os.environ, ROOT=root), check=True, capture_output=True, text=True)
    return out.stdout.split()[-1]

def build(tocsin, site, out):
    for d in (out, f"{site}/.tocsin"): shutil.rmtree(d, ignore_errors=True)
    p = subprocess.Popen([tocsin, "build", "--quiet", "--dir", site, "--out", out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(p.pid, 0); p.returncode = os.waitstatus_to_exitcode(status)
    if p.returncode: sys.exit(f"exit {p.returncode}: {site}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024

W, H, LEFT, TOP, RIGHT, BOTTOM = 760, 400, 70, 50, 80, 50

def place(v, lo, hi, a, b): return a + (b - a) * (math.log10(v) - math.log10(lo)) / (math.log10(hi) - math.log10(lo))

def span(values): return 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values) * 1.05))

def chart(rows):
    """An SVG without colours that mean anything by themselves: one line is whole, the other dashed, and each says what it is."""
    x0, x1 = span([r[0] for r in rows]); out = []
    out.append(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}" width="{W}" height="{H}" role="img" font-family="sans-serif" font-size="13">')
    out.append("<title>Processor time and peak memory of a cold build, by pages</title>")
    out.append(f'<rect width="{W}" height="{H}" fill="#fff"/>')
    x = lambda v: place(v, x0, x1, LEFT, W - RIGHT)
    for n in [10 ** k for k in range(round(math.log10(x0)), round(math.log10(x1)) + 1)]:
        out.append(f'<path d="M{x(n):.1f} {TOP}V{H - BOTTOM}" stroke="#ddd"/><text x="{x(n):.1f}" y="{H - BOTTOM + 20}" text-anchor="middle">{n:,}</text>')
    out.append(f'<text x="{(LEFT + W - RIGHT) / 2}" y="{H - 10}" text-anchor="middle">pages, in two languages</text>')
    for column, unit, name, colour, dash, side in ((1, "s", "processor time", "#163e7a", "", "start"), (2, "MB", "peak memory", "#8c0f1b", ' stroke-dasharray="6 4"', "end")):
        lo, hi = span([r[column] for r in rows]); y = lambda v: place(v, lo, hi, H - BOTTOM, TOP)
        at, anchor = (LEFT - 8, "end") if side == "start" else (W - RIGHT + 8, "start")
        v = lo
        while v <= hi * 1.001:
            out.append(f'<text x="{at}" y="{y(v) + 4:.1f}" text-anchor="{anchor}" fill="{colour}">{v:g} {unit}</text>'); v *= 10
        points = " ".join(f"{x(r[0]):.1f},{y(r[column]):.1f}" for r in rows)
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>')
        out += [f'<circle cx="{x(r[0]):.1f}" cy="{y(r[column]):.1f}" r="3.5" fill="{colour}"/>' for r in rows]
        out.append(f'<text x="{LEFT if side == "start" else W - RIGHT}" y="{TOP - 20}" text-anchor="{side}" fill="{colour}">{name}{" (dashed)" if dash else ""}</text>')
    return "\n".join(out) + "\n</svg>\n"

def main():
    a = argparse.ArgumentParser(); a.add_argument("--tocsin", required=True); a.add_argument("--pages", default="50,100,200,1000,10000,100000")
    a.add_argument("--runs", type=int, default=3); a.add_argument("--dir", default="/dev/shm/bench"); a.add_argument("--svg")
    o = a.parse_args(); kit = os.path.dirname(os.path.abspath(__file__)); os.makedirs(o.dir, exist_ok=True); rows = []
    for pages in map(int, o.pages.split(",")):
        site = lay(kit, o.dir, pages); out = f"{o.dir}/growth-out"
        runs = [build(o.tocsin, site, out) for _ in range(o.runs)]
        rows.append((pages, statistics.median(r[0] for r in runs), statistics.median(r[1] for r in runs)))
        print(f"| {pages:,} | {rows[-1][1]:.2f} s | {rows[-1][2]:.0f} MB |", flush=True)
        shutil.rmtree(out, ignore_errors=True); shutil.rmtree(site, ignore_errors=True)
    if o.svg:
        with open(o.svg, "w", encoding="utf-8") as f: f.write(chart(rows))

if __name__ == "__main__":
    main()
