import { openFakeDepartments, type FakeDepartments } from '../bots/fake-departments.ts'
import { openFakeMail, type FakeMail } from '../bots/fake-mail.ts'
import { openFakeTelegram, type FakeTelegram } from '../bots/fake-telegram.ts'
import { openFakeWechat, type FakeWechat } from '../bots/fake-wechat.ts'
import { pause } from '#bots/timing/pause.ts'
import type { Database } from './database.ts'
import type { Env } from './server.ts'
import { area } from './setting.ts'

/** Those at the other end of each channel. */
export interface Platforms {
  readonly telegram: FakeTelegram
  readonly mail: FakeMail
  readonly wechat: FakeWechat
  readonly departments: FakeDepartments
}

/** `now`: the clock that people set; what is signed with another one is not heard. */
export async function openPeers(open: AsyncDisposableStack, now: () => number): Promise<Platforms> {
  const telegram = await openFakeTelegram()
  open.defer(telegram.close)
  const mail = await openFakeMail()
  open.defer(mail.close)
  const departments = await openFakeDepartments(Date.now)
  open.defer(departments.close)
  const wechat = await openFakeWechat('safe', { now, pause, pass: () => {} })
  open.defer(wechat.close)
  return { telegram, mail, wechat, departments }
}

/** Another hotline, whose system sends orders. */
export const hotline = { id: 'rc12345', token: 'orders-of-rc12345-token-0123' } as const

/** The settings that every process of a drill has. */
export const envOf = (dir: string, database: Database | undefined): Env => ({
  STATE_DIR: dir,
  PUBLIC_URL: '',
  CHAT_RUSH: '100000',
  NOTICE_NETS: '127.0.0.0/8',
  WORK_ORDER_SOURCES: `${hotline.id}=${area}`,
  WORK_ORDER_TOKENS: `${hotline.id}=${hotline.token}`,
  DATABASE_URL: database?.url ?? '',
})

const messengerOf = ({ telegram }: Platforms): Env => ({
  TELEGRAM_TOKEN: telegram.token,
  TELEGRAM_API_ROOT: telegram.root,
  TELEGRAM_AREA: area,
})

const boxOf = ({ mail }: Platforms): Env => ({
  MAIL_ADDRESS: 'jubao@ws.example',
  MAIL_AREA: area,
  IMAP_URL: mail.imapUrl,
  SMTP_URL: mail.smtpUrl,
})

const accountOf = ({ wechat }: Platforms): Env => ({
  WECHAT_APPID: wechat.appId,
  WECHAT_SECRET: wechat.secret,
  WECHAT_TOKEN: wechat.token,
  WECHAT_AES_KEY: wechat.aesKey,
  WECHAT_API_ROOT: wechat.root,
  WECHAT_AREA: area,
})

/** One process with every channel. */
export const withPlatforms = (base: Env, peers: Platforms): Env => ({
  ...base,
  ...messengerOf(peers),
  ...boxOf(peers),
  ...accountOf(peers),
})

/**
 * `shared`: two processes share the channels, and each hears of reporters on all from the one database; the official
 * account calls whichever it reaches.
 */
export const envsOf = (base: Env, peers: Platforms, shared: boolean): readonly Env[] =>
  shared
    ? [
        { ...base, ...accountOf(peers), ...messengerOf(peers) },
        { ...base, ...accountOf(peers), ...boxOf(peers) },
      ]
    : [withPlatforms(base, peers)]
