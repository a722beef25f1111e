import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { violationsOn } from '../axe.ts'
import { aRewardDesk, aSubstantiatedReport, health } from './reward-desk.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'

/** One day at a desk: a fresh report, one without an office, a request for more days, one that earned a reward. */
export interface DayScene {
  readonly served: ServedDesk
  readonly fresh: string
  readonly open: string
  readonly longer: string
  readonly earned: string
}

export async function aDayScene(): Promise<DayScene> {
  const house = await aRewardDesk()
  const { desk, officers } = house
  await desk.officer('xietiao', 'intake', '500153-intake', { name: '何协调' })
  await desk.officer('shenji', 'auditor', health, { name: '沈审' })
  const { banan } = officers
  const does = async (number: string, by: Officer, deed: (task: string) => Deed): Promise<void> => {
    const read = await readCase(desk.world, by, number)
    if (!read.ok) throw new Error(read.refusal.key)
    const task = read.value.tasks.find(({ mine }) => mine)?.task ?? ''
    const { version } = read.value.file
    const done = await act(desk.world, by, { number, version }, deed(task))
    if (!done.ok) throw new Error(done.refusal.key)
  }
  const { number: fresh } = await desk.report()
  const { number: open } = await desk.report({ offence: 'unknown' })
  const { number: longer } = await desk.report()
  await does(longer, banan, (task) => ({ type: 'accept', task }))
  await does(longer, banan, (task) => ({ type: 'ask-extension', task, text: '要等鉴定' }))
  const { number: earned } = await aSubstantiatedReport(house, {
    facts: { where: '安富街道车站旁', who: '车站口腔门诊' },
  })
  return { served: await aServedDesk(desk), fresh, open, longer, earned }
}

/** Somebody who works with the keyboard alone, on pages that are looked at. */
export interface Hands {
  readonly page: Page
  /** The Tab key until the focus is there, and Enter. */
  readonly press: (selector: string) => Promise<void>
  readonly type: (selector: string, words: string) => Promise<void>
  /** Down to a choice of a list, as often as told; with none, what the focus is on. */
  readonly choose: (selector: string, times?: number) => Promise<void>
  /** Nothing is wider than the page, and nobody is shut out. */
  readonly look: (title: string) => Promise<void>
}

const shots = process.env['SHOTS']

export async function handsOf(page: Page, login: string, width: number): Promise<Hands> {
  await signIn(page, login)
  const tabTo = async (selector: string): Promise<void> => {
    const there = `document.activeElement?.matches(${JSON.stringify(selector)})`
    for (let n = 0; n < 120; n++) {
      if (await page.evaluate(there)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`the Tab key never comes to ${selector} on ${page.url()}`)
  }
  return {
    page,
    press: async (selector) => {
      await tabTo(selector)
      await page.keyboard.press('Enter')
    },
    type: async (selector, words) => {
      await tabTo(selector)
      await page.keyboard.type(words)
    },
    choose: async (selector, times = 1) => {
      await tabTo(selector)
      if (times === 0) await page.keyboard.press('Space')
      for (let n = 0; n < times; n++) await page.keyboard.press('ArrowDown')
    },
    look: async (title) => {
      const wide = await page.evaluate('document.documentElement.scrollWidth')
      expect([title, wide]).toEqual([title, width])
      const violations = await violationsOn(page)
      expect([title, violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)]).toEqual([
        title,
        [],
      ])
      if (shots)
        await page.screenshot({ path: `${shots}/day-${title}-${width}.png`, fullPage: true })
    },
  }
}
