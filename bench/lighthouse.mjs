// Lighthouse on the demo campaign's pages, on its mobile setting, as a Markdown table: what docs/quality.md shows.
//
//   npm install --prefix /tmp/lighthouse lighthouse@12
//   go build -o /tmp/tocsin ./cmd/tocsin
//   node bench/lighthouse.mjs /tmp/tocsin /tmp/lighthouse [path …]
//
// It needs Chromium (CHROME_PATH names another one). The site is built with --precompress into a folder of its own and
// served on loopback as a static host would serve it: the .gz beside each file, and the headers that the site's own
// _headers file asks for.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { pathToFileURL } from 'node:url'

const [program, modules, ...wanted] = process.argv.slice(2)
if (!modules) {
	console.error('usage: node bench/lighthouse.mjs TOCSIN FOLDER-OF-NPM [path …]')
	process.exit(2)
}
const pages = wanted.length ? wanted : ['/ca/en/', '/ca/en/learn/phishing/', '/ca/en/calendar/2026/', '/ca/en/toolkit/2026/', '/ca/fr/', '/ca/fr/apprendre/hameconnage/', '/us/es/calendario/2026/']
const runs = 3 // the median counts: one run says as much about the machine as about the page

const require = createRequire(join(modules, 'node_modules', 'x.js'))
const load = async (name) => import(pathToFileURL(require.resolve(name)))
const { default: lighthouse } = await load('lighthouse')
const { launch } = await load('chrome-launcher')

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json', '.svg': 'image/svg+xml',
	'.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8', '.ics': 'text/calendar; charset=utf-8', '.zip': 'application/zip' }

// rules reads a _headers file: a pattern on a line, its headers indented below it.
function rules(text) {
	const out = []
	for (const line of text.split('\n')) {
		if (/^\S/.test(line)) out.push({ match: new RegExp('^' + line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*') + '$'), set: [] })
		else if (line.trim() && out.length) {
			const at = line.indexOf(':')
			out.at(-1).set.push([line.slice(0, at).trim(), line.slice(at + 1).trim()])
		}
	}
	return out
}

function serve(folder) {
	const headers = rules(readFileSync(join(folder, '_headers'), 'utf8'))
	const server = createServer((request, response) => {
		const path = decodeURIComponent(new URL(request.url, 'http://x').pathname)
		let file = join(folder, normalize(path))
		if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html')
		for (const rule of headers) if (rule.match.test(path)) for (const [name, value] of rule.set) if (!/^strict-transport/i.test(name)) response.setHeader(name, value)
		if (!file.startsWith(folder) || !existsSync(file)) {
			response.writeHead(404, { 'Content-Type': types['.html'] }).end(readFileSync(join(folder, '404.html')))
			return
		}
		response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
		if (existsSync(file + '.gz') && /gzip/.test(request.headers['accept-encoding'] ?? '')) {
			response.setHeader('Content-Encoding', 'gzip')
			file += '.gz'
		}
		response.end(readFileSync(file))
	})
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

const folder = mkdtempSync(join(tmpdir(), 'lighthouse-site-'))
execFileSync(program, ['build', '--precompress', '--out', join(folder, 'public')], { stdio: ['ignore', 'ignore', 'inherit'] })
const server = await serve(join(folder, 'public'))
const chrome = await launch({ chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', chromeFlags: ['--headless=new', '--no-sandbox', '--disable-background-networking', '--disable-component-update'] })
const areas = ['performance', 'accessibility', 'best-practices', 'seo']
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]
try {
	console.log('| page | performance | accessibility | best practices | SEO | largest paint | shift | blocked | transferred |\n|---|---|---|---|---|---|---|---|---|')
	const failed = new Map()
	for (const page of pages) {
		const results = []
		for (let i = 0; i < runs; i++) {
			const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}${page}`, { port: chrome.port, logLevel: 'silent', onlyCategories: areas })
			results.push(lhr)
			for (const audit of Object.values(lhr.audits)) {
				const counts = areas.some((a) => lhr.categories[a].auditRefs.some((r) => r.id === audit.id && r.weight > 0))
				if (counts && audit.score !== null && audit.score < 0.9) failed.set(`${page} ${audit.id}`, `${audit.title} ${audit.displayValue ?? ''}`)
			}
		}
		const score = (a) => Math.round(100 * median(results.map((r) => r.categories[a].score)))
		const value = (id) => median(results.map((r) => r.audits[id].numericValue))
		console.log(`| \`${page}\` | ${areas.map(score).join(' | ')} | ${(value('largest-contentful-paint') / 1000).toFixed(1)} s | ${value('cumulative-layout-shift').toFixed(3)} | ${Math.round(value('total-blocking-time'))} ms | ${(value('total-byte-weight') / 1024).toFixed(1)} KB |`)
	}
	for (const [what, why] of failed) console.error(`${what}: ${why}`)
} finally {
	chrome.kill()
	server.close()
	rmSync(folder, { recursive: true, force: true })
}
