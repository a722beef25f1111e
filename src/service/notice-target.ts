import { ok, refuse, type Result } from '#core/result.ts'

/** What was typed of a target. */
export interface AskedTarget {
  readonly kind: string
  /** An address of the web, or of a mail box. */
  readonly address: string
  /** What DingTalk and Feishu sign with; empty where the robot goes by words or networks instead. */
  readonly secret: string
}

/** As it is sealed. */
type Made =
  | { readonly kind: 'wecom'; readonly url: string }
  | { readonly kind: 'dingtalk' | 'feishu'; readonly url: string; readonly secret?: string }
  | { readonly kind: 'mail'; readonly address: string }
  | {
      readonly kind: 'webhook'
      readonly url: string
      readonly secrets: readonly { readonly secret: string }[]
    }

/** Where each platform's robots are spoken to, at whatever host: some governments run their own. */
const robots = {
  wecom: { path: /\/cgi-bin\/webhook\/send$/, key: 'key' },
  dingtalk: { path: /\/robot\/send$/, key: 'access_token' },
  feishu: { path: /\/open-apis\/bot\/v2\/hook\/[\w-]{8,80}$/, key: undefined },
} as const

const mailAddress = /^[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+$/
const robotSecret = /^[\x21-\x7e]{8,200}$/
const longestAddress = 500

/** The target that was meant, or what is wrong with it. `secret` is what a webhook gets. */
export function targetFrom(asked: AskedTarget, secret: string): Result<Made> {
  const { kind } = asked
  const address = asked.address.trim()
  if (kind === 'mail')
    return mailAddress.test(address) ? ok({ kind, address }) : refuse('notice-mail-address')
  const url = urlOf(address)
  if (kind === 'webhook')
    return url ? ok({ kind, url, secrets: [{ secret }] }) : refuse('notice-web-address')
  if (kind !== 'wecom' && kind !== 'dingtalk' && kind !== 'feishu') return refuse('notice-kind')
  if (!url || !isRobot(url, robots[kind])) return refuse('notice-robot-address')
  if (kind === 'wecom') return ok({ kind, url })
  const signs = asked.secret.trim()
  if (signs === '') return ok({ kind, url })
  return robotSecret.test(signs) ? ok({ kind, url, secret: signs }) : refuse('notice-robot-secret')
}

function urlOf(address: string): string | undefined {
  const url = URL.parse(address)
  if (!url || address.length > longestAddress || !/^https?:$/.test(url.protocol)) return undefined
  if (url.username !== '' || url.password !== '') return undefined
  url.hash = ''
  return url.href
}

function isRobot(address: string, { path, key }: (typeof robots)[keyof typeof robots]): boolean {
  const { pathname, searchParams } = new URL(address)
  return path.test(pathname) && (key === undefined || (searchParams.get(key)?.length ?? 0) >= 8)
}
