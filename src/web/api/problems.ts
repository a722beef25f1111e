import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A kind of failure: its status, what it is, and what helps, in both languages. */
export interface ProblemKind {
  readonly status: ContentfulStatusCode
  readonly zh: string
  readonly en: string
  readonly cure: { readonly zh: string; readonly en: string }
}

/** Every kind has a page of its own at `/problems/…`, and its address never changes. */
export const problems = {
  'not-json': {
    status: 415,
    zh: '只收 JSON',
    en: 'Only JSON is taken',
    cure: {
      zh: '请求头写 Content-Type: application/json，正文写一个 JSON 对象。',
      en: 'Send Content-Type: application/json and a JSON object as the body.',
    },
  },
  'bad-request': {
    status: 400,
    zh: '请求写得不对',
    en: 'The request is not well formed',
    cure: {
      zh: 'errors 里逐项列出哪个字段、为什么。多写的字段也不收。照接口说明改好再发。',
      en: 'The list "errors" names each field and what is wrong with it. Unknown fields are refused too.',
    },
  },
  'bad-cursor': {
    status: 400,
    zh: '翻页标记不能用',
    en: 'The cursor cannot be used',
    cure: {
      zh: '翻页标记要原样送回，查询条件也不能变。去掉 cursor，从第一页重新取。',
      en: 'Send the cursor back unchanged, with the same query. Leave it out to begin at the first page.',
    },
  },
  'key-missing': {
    status: 400,
    zh: '没有写 Idempotency-Key',
    en: 'There is no Idempotency-Key',
    cure: {
      zh: '每个会改变东西的请求都要带一个自己生成的 Idempotency-Key（例如 UUID），重发时用同一个，就不会做两次。',
      en: 'Send a key of your own, a UUID say, with each request that changes something; use the same one when you try again.',
    },
  },
  'token-unknown': {
    status: 401,
    zh: '令牌不能用',
    en: 'The token is not good',
    cure: {
      zh: '请求头写 Authorization: Bearer 令牌。令牌可能打错、已撤销，或者账号已停用。请本人登录工作台，在"接口令牌"里重新生成。',
      en: 'Send Authorization: Bearer and the token. It may be mistyped or revoked, or the account ended. Its officer can make a new one at the desk.',
    },
  },
  'token-over': {
    status: 401,
    zh: '令牌到期了',
    en: 'The token is over',
    cure: {
      zh: '令牌最长一年。请本人登录工作台，在"接口令牌"里重新生成。做到一半到期的，重发时用同一个 Idempotency-Key。',
      en: 'A token lasts a year at most. Its officer can make a new one at the desk. Repeat what was cut off under the same Idempotency-Key.',
    },
  },
  forbidden: {
    status: 403,
    zh: '没有这项权限',
    en: 'This is not allowed',
    cure: {
      zh: '令牌的范围里没有这一项，或者本人的岗位没有这项权限。令牌的权限不会多于本人此刻的权限。',
      en: "The token's scopes or the officer's role do not include this. A token never has more rights than its officer has now.",
    },
  },
  'not-found': {
    status: 404,
    zh: '没有找到',
    en: 'Not found',
    cure: {
      zh: '网址或编号可能打错了，或者这一件不归本人所在的单位办。没有的和不能看的，回答一样。',
      en: 'The address or number may be wrong, or the case is not for this officer to see. Both are answered alike.',
    },
  },
  'wrong-method': {
    status: 405,
    zh: '这个网址不能这样用',
    en: 'Not with this method',
    cure: {
      zh: '看回答里的 Allow：那里列出可以用的方法。',
      en: 'The header Allow lists the methods that work.',
    },
  },
  'wrong-state': {
    status: 409,
    zh: '现在不能做这一步',
    en: 'This cannot be done now',
    cure: {
      zh: 'refusal 和 detail 说明为什么。重新读取案件，看 deeds 和 tasks[].deeds：那里列出现在能做的。',
      en: 'See "refusal". Read the case again: "deeds" and "tasks[].deeds" list what can be done now.',
    },
  },
  'key-running': {
    status: 409,
    zh: '同一个请求正在办',
    en: 'The same request is being done',
    cure: {
      zh: '等一秒，用同一个 Idempotency-Key 再问。',
      en: 'Wait a second and ask again under the same Idempotency-Key.',
    },
  },
  erased: {
    status: 410,
    zh: '案件内容已经删除',
    en: 'The case was erased',
    cure: {
      zh: '到了保存期限，或者举报人要求删除。留下的只有登记项目，恢复不了。',
      en: 'Its term was over, or the reporter asked for it. It cannot be brought back.',
    },
  },
  'case-changed': {
    status: 412,
    zh: '案件已经变了',
    en: 'The case has changed',
    cure: {
      zh: 'changes 列出您读取以后发生了什么。重新读取案件，确认还要做，再用新的版本号和新的 Idempotency-Key 发。',
      en: 'The list "changes" says what happened since you read it. Read the case again, decide again, and send the new version under a new key.',
    },
  },
  'too-large': {
    status: 413,
    zh: '内容太多',
    en: 'Too much',
    cure: { zh: '改小再发，或者分几次发。', en: 'Send less, or in parts.' },
  },
  refused: {
    status: 422,
    zh: '内容不合要求',
    en: 'What was sent does not do',
    cure: {
      zh: 'refusal 和 detail 说明缺什么、哪里不对。补好再发。',
      en: 'See "refusal" for what is missing or wrong.',
    },
  },
  'key-used': {
    status: 422,
    zh: '这个 Idempotency-Key 已经用过',
    en: 'This Idempotency-Key was used for something else',
    cure: {
      zh: '同一个 Idempotency-Key 只能用于同一个请求。换了内容就换一个新的。',
      en: 'One key is for one request. Use a new key for a new request.',
    },
  },
  'version-missing': {
    status: 428,
    zh: '没有说是看了哪一版再做的',
    en: 'The version is missing',
    cure: {
      zh: '先读取案件，把 ETag 原样写进 If-Match，或者在正文里写 version。',
      en: 'Read the case first; send its ETag as If-Match, or its version in the body.',
    },
  },
  'too-many': {
    status: 429,
    zh: '太快了',
    en: 'Too many requests',
    cure: {
      zh: '按 Retry-After 写的秒数等一等再发。',
      en: 'Wait for as many seconds as Retry-After says.',
    },
  },
  broken: {
    status: 500,
    zh: '是我们这边出了故障',
    en: 'The fault is ours',
    cure: {
      zh: '过一会儿用同一个 Idempotency-Key 再试；还不行，请告诉系统管理员。',
      en: 'Try again later under the same Idempotency-Key; if it stays, tell the administrator.',
    },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>

export type ProblemKey = keyof typeof problems

export const problemKeys = Object.keys(problems) as readonly ProblemKey[]
