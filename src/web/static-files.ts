import { readFileSync } from 'node:fs'
import type { Hono } from 'hono'

const read = (name: string): string =>
  readFileSync(new URL(`static/${name}`, import.meta.url), 'utf8')

const files = {
  'style.css': 'text/css; charset=utf-8',
  'hotline.js': 'text/javascript; charset=utf-8',
  'desk.js': 'text/javascript; charset=utf-8',
  'verify.js': 'text/javascript; charset=utf-8',
  'passkey.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const

/** The stylesheet, the scripts and the icon, read once. */
export function staticRoutes(app: Hono): void {
  for (const [name, type] of Object.entries(files)) {
    const text = read(name)
    app.get(`/static/${name}`, (c) => c.body(text, 200, { 'Content-Type': type }))
  }
}
