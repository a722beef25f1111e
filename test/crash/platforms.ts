import { openFakeDepartments, type FakeDepartments } from '../bots/fake-departments.ts'
import { openFakeMail, type FakeMail } from '../bots/fake-mail.ts'
import { openFakeTelegram, type FakeTelegram } from '../bots/fake-telegram.ts'
import type { Database } from './database.ts'
import type { Env } from './server.ts'
import { area } from './setting.ts'

/** Those at the other end of each channel. */
export interface Platforms {
  readonly telegram: FakeTelegram
  readonly mail: FakeMail
  readonly departments: FakeDepartments
}

export async function openPeers(open: AsyncDisposableStack): Promise<Platforms> {
  const telegram = await openFakeTelegram()
  open.defer(telegram.close)
  const mail = await openFakeMail()
  open.defer(mail.close)
  const departments = await openFakeDepartments(Date.now)
  open.defer(departments.close)
  return { telegram, mail, departments }
}

/** The settings that every process of a drill has. */
export const envOf = (dir: string, database: Database | undefined): Env => ({
  STATE_DIR: dir,
  PUBLIC_URL: '',
  CHAT_RUSH: '100000',
  NOTICE_NETS: '127.0.0.0/8',
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

/** One process with every channel. */
export const withPlatforms = (base: Env, peers: Platforms): Env => ({
  ...base,
  ...messengerOf(peers),
  ...boxOf(peers),
})

/** `shared`: two processes share the channels, and each hears of reporters on both from the one database. */
export const envsOf = (base: Env, peers: Platforms, shared: boolean): readonly Env[] =>
  shared
    ? [
        { ...base, ...messengerOf(peers) },
        { ...base, ...boxOf(peers) },
      ]
    : [withPlatforms(base, peers)]
