import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import type { Browser } from 'playwright-core'

/**
 * A headless browser for tests; close it in `afterAll`. `CHROMIUM_PATH` may name a system browser,
 * else the one packed in node_modules is unpacked once for this machine. `more`: flags of its own.
 */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const home = process.env['CHROMIUM_PATH'] ? undefined : await unpacked()
  return await playwright.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? join(home ?? '', 'chromium'),
    args: [...quiet, ...more],
    env: { ...process.env, ...(existsSync('/etc/fonts') ? {} : fontsOf(home)) },
  })
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Unpacked beside and renamed into place, so that test files that start together never run half a browser. */
async function unpacked(): Promise<string> {
  const home = join(tmpdir(), `yijian-browser-${process.getuid?.() ?? 0}`)
  if (existsSync(join(home, 'chromium'))) return home
  const before = process.env['TMPDIR']
  const fresh = mkdtempSync(`${home}-`)
  process.env['TMPDIR'] = fresh
  try {
    await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  return settle(fresh, home)
}

function settle(fresh: string, home: string): string {
  try {
    renameSync(fresh, home)
  } catch {
    rmSync(fresh, { recursive: true, force: true })
  }
  return home
}

function fontsOf(home: string | undefined): Record<string, string> {
  if (home === undefined) return {}
  mkdirSync(join(home, 'fonts'), { recursive: true })
  return { FONTCONFIG_PATH: join(home, 'fonts') }
}
