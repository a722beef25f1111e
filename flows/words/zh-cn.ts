import { after } from './zh-cn/after.ts'
import { aside } from './zh-cn/aside.ts'
import { claim } from './zh-cn/claim.ts'
import { common } from './zh-cn/common.ts'
import { own } from './zh-cn/own.ts'
import { menu } from './zh-cn/menu.ts'
import { report } from './zh-cn/report.ts'
import { urgent } from './zh-cn/urgent.ts'

/** Simplified Chinese: the source. Every other language has the same keys and the same placeholders. */
export const zhCn = {
  ...common,
  ...menu,
  ...report,
  ...urgent,
  ...after,
  ...own,
  ...aside,
  ...claim,
} as const
