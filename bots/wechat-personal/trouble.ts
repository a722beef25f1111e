import type { Trouble } from './line.ts'

/** Puppets give no codes, only what the platform wrote; of that nothing but the kind is told on. */
const signs: readonly (readonly [Trouble, RegExp])[] = [
  ['too-often', /操作(过于|太)?频繁|频率(过|太)(高|快)|too (often|frequent|fast)|rate.?limit/i],
  ['gone', /朋友验证|好友验证|还不是.{0,6}(朋友|好友)|拒收|已被对方删除|not (a|your) friend/i],
  [
    'banned',
    /封号|被封|限制登录|冻结|违规|暂时无法(登录|使用)|banned|blocked|suspended|restricted/i,
  ],
  ['logged-out', /未登录|退出登录|not logged|logged? ?out|no currentuser/i],
]

/** `undefined`: words of which we know nothing. */
export const troubleIn = (words: string): Trouble | undefined =>
  signs.find(([, sign]) => sign.test(words))?.[0]
