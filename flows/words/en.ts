import { after } from './en/after.ts'
import { aside } from './en/aside.ts'
import { claim } from './en/claim.ts'
import { common } from './en/common.ts'
import { own } from './en/own.ts'
import { menu } from './en/menu.ts'
import { report } from './en/report.ts'
import { urgent } from './en/urgent.ts'
import type { zhCn } from './zh-cn.ts'

/** English: every text of the Chinese source. */
export const en: Readonly<Record<keyof typeof zhCn, string>> = {
  ...common,
  ...menu,
  ...report,
  ...urgent,
  ...after,
  ...own,
  ...aside,
  ...claim,
}
