import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { RuleObject } from 'axe-core'
import type { Frame, Page } from 'playwright-core'

/** A rule of axe that a page breaks, and the elements that do. */
export interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

interface Looking {
  /** Rules to switch on or off besides the usual ones. */
  readonly rules?: RuleObject
  /** A selector: only what lies in it is looked at. */
  readonly within?: string
}

const source = `${readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')}
axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] })`

/**
 * All that axe finds wrong with a page and its frames, whosever they are; a frame that it did not get to look at counts as
 * wrong. Axe is put into a page once, however often the page is looked at, and hands out only what is wrong: what it
 * finds right is a megabyte of every page.
 */
export async function violationsOn(page: Page, looking: Looking = {}): Promise<Violation[]> {
  for (const frame of page.frames()) await equip(frame)
  const { rules, within } = looking
  const options = { resultTypes: ['violations'], ...(rules ? { rules } : {}) }
  const asked = JSON.stringify([within ?? null, options])
  return await page.evaluate<Violation[]>(`(async ([within, options]) => {
    const { violations, incomplete } = await axe.run(within ?? document, options)
    const unseen = incomplete.filter(({ id }) => id === 'frame-tested')
    return [...violations, ...unseen].map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) }))
  })(${asked})`)
}

async function equip(frame: Frame): Promise<void> {
  if (await frame.evaluate<boolean>('typeof axe === "undefined"')) await frame.evaluate(source)
}
