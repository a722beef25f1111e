import type { FakeMail } from '../bots/fake-mail.ts'
import type { FakeTelegram } from '../bots/fake-telegram.ts'
import type { FakeWechat } from '../bots/fake-wechat.ts'
import { fillForm, writeOnForm } from './form-people.ts'
import { takeCalls } from './hotline-people.ts'
import { writeMail, writeMails } from './mail-people.ts'
import { workThrough } from './officers.ts'
import { pause } from './seeded.ts'
import type { Setting } from './setting.ts'
import { lookOn, newsOf } from './story.ts'
import { write, writeOn } from './telegram-people.ts'
import { say, visit, type Street } from './visitors.ts'
import { followAccount, writeOnAccount } from './wechat-people.ts'

/** Everybody at once, until the end. */
export interface Traffic {
  /** Nobody begins anew; resolves when everybody has come to their end. */
  readonly finish: () => Promise<void>
}

export interface People extends Street {
  readonly telegram: FakeTelegram
  readonly mail: FakeMail
  readonly wechat: FakeWechat
  readonly setting: Setting
  /** How many at a time. */
  readonly visitors: number
  readonly writers: number
  readonly mailers: number
  readonly fillers: number
  readonly followers: number
  readonly callers: number
}

const speakers = {
  'web-chat': say,
  'web-form': writeOnForm,
  telegram: write,
  email: writeMail,
  'wechat-official': writeOnAccount,
}

export function startTraffic(people: People): Traffic {
  const {
    visitors,
    writers,
    mailers,
    fillers,
    followers,
    callers,
    setting: { handlers },
  } = people
  const over = new AbortController()
  const repeat = async (one: (n: number) => Promise<void>): Promise<void> => {
    while (!over.signal.aborted) {
      await one((people.told.begun += 1))
      await pause(people.chance.below(40))
    }
  }
  const reporters = [
    ...Array.from(
      { length: visitors },
      async () => await repeat(async (n) => await visit(people, addressOf(n))),
    ),
    ...Array.from(
      { length: writers },
      async () => await repeat(async (n) => await writeOn(people, 700_000 + n)),
    ),
    ...Array.from(
      { length: mailers },
      async () => await repeat(async (n) => await writeMails(people, n)),
    ),
    ...Array.from(
      { length: fillers },
      async () => await repeat(async () => await fillForm(people)),
    ),
    ...Array.from(
      { length: followers },
      async () => await repeat(async (n) => await followAccount(people, n)),
    ),
    ...Array.from({ length: callers }, async () => {
      const call = takeCalls(people)
      await repeat(async (n) => await call(n))
    }),
  ]
  let quiet = false
  const readNews = async (): Promise<void> => {
    for (;;) {
      const reporter = people.told.reporters.find(({ hasRead }) => !hasRead)
      if (!reporter) return
      reporter.hasRead = true
      const speak = speakers[reporter.channel]
      const news = people.told.deeds.filter(
        ({ number, isTold }) => isTold && number === reporter.number,
      )
      for (const step of [...news.flatMap(({ type }) => newsOf(type)), ...lookOn(news.length)])
        await speak(people, reporter, step)
    }
  }
  const officers = handlers.map(
    async (token, n) =>
      await workThrough({
        ...people,
        token,
        reviewer: handlers.find((one) => one !== token) ?? token,
        name: `o${n}x`,
        isOver: () => quiet,
      }),
  )
  return {
    finish: async () => {
      over.abort()
      await Promise.all(reporters)
      quiet = true
      await Promise.all(officers)
      await Promise.all(Array.from({ length: visitors }, async () => await readNews()))
    },
  }
}

const addressOf = (n: number): string => String(n).padStart(22, 'd')
