import { z } from 'zod'

/** The official account, as the operator tells it. */
export interface WechatSettings {
  readonly appId: string
  readonly apiRoot?: string
  readonly area?: string
  readonly template?: string
}

/** What account and platform share. */
export interface WechatSecrets {
  readonly wechatSecret?: string
  readonly wechatToken?: string
  readonly wechatAesKey?: string
}

const text = (pattern: RegExp) => z.string().regex(pattern).optional()

const templateFields = '(thing|phrase|time|date)\\d{1,2}'

export const wechatOptions = {
  WECHAT_APPID: {
    value: text(/^wx[0-9a-f]{16}$/),
    cure: 'the AppID of the official account, e.g. wx0123456789abcdef',
  },
  WECHAT_SECRET: {
    value: text(/^[\x21-\x7e]{16,}$/),
    cure: 'the AppSecret of the official account',
    secret: true,
  },
  WECHAT_TOKEN: {
    value: text(/^[0-9A-Za-z]{3,32}$/),
    cure: 'the token of the server configuration, 3 to 32 letters and digits',
    secret: true,
  },
  WECHAT_AES_KEY: {
    value: text(/^[0-9A-Za-z]{43}$/),
    cure: 'the EncodingAESKey of the server configuration, 43 letters and digits',
    secret: true,
  },
  WECHAT_AREA: { value: text(/^\d{6}$/), cure: 'an area code, e.g. 500153' },
  WECHAT_TEMPLATE: {
    value: text(new RegExp(`^[\\w-]{10,64}(:${templateFields}(,${templateFields})*)?$`)),
    cure: 'a template id and its fields, e.g. ID:thing1,time2 (thing, phrase, time or date)',
  },
  WECHAT_API_ROOT: {
    value: z.url({ protocol: /^https?$/ }).optional(),
    cure: 'the address that stands in for https://api.weixin.qq.com',
  },
} as const

type Values = {
  readonly [K in keyof typeof wechatOptions]: z.infer<(typeof wechatOptions)[K]['value']>
}

/** The account is on with its id, and then needs the two secrets without which it can neither hear nor speak. */
export const wechatProblems = (values: Values): readonly string[] =>
  (['WECHAT_SECRET', 'WECHAT_TOKEN'] as const)
    .filter((name) => values.WECHAT_APPID && !values[name])
    .map((name) => `${name} is missing: give it with WECHAT_APPID, or leave that out`)

export function wechatOf(values: Values): { readonly wechat?: WechatSettings } {
  const { WECHAT_APPID: appId, WECHAT_API_ROOT: apiRoot } = values
  const { WECHAT_AREA: area, WECHAT_TEMPLATE: template } = values
  if (!appId) return {}
  const set = { ...(apiRoot && { apiRoot }), ...(area && { area }), ...(template && { template }) }
  return { wechat: { appId, ...set } }
}

export const wechatSecretsOf = (values: Values): WechatSecrets => ({
  ...(values.WECHAT_SECRET ? { wechatSecret: values.WECHAT_SECRET } : {}),
  ...(values.WECHAT_TOKEN ? { wechatToken: values.WECHAT_TOKEN } : {}),
  ...(values.WECHAT_AES_KEY ? { wechatAesKey: values.WECHAT_AES_KEY } : {}),
})
