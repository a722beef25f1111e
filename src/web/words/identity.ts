import { grantHours } from '#core/identity-access.ts'
import type { AccountLink, IdentityPurpose, IdentityRequest } from '#core/identity-access.ts'

type Names<K extends string> = Readonly<Record<K, string>>

export const purposes: Names<IdentityPurpose> = {
  'verify-facts': '当面核实情况，在聊天里问不清的',
  'serve-documents': '依法送达文书',
  'pay-reward': '核对领奖人',
  'protect-reporter': '举报人受到威胁、打击报复，要保护',
  'hand-to-police': '移送公安机关',
}

export const requestStates: Names<IdentityRequest['state']> = {
  asked: '等批复',
  refused: '不同意',
  granted: '同意',
  ended: '已收回',
}

/** What makes two accounts look like one person, said so that a supervisor stops and thinks. */
export const links: Names<AccountLink> = {
  'same-name': '申请人和批准人同名',
  'same-inviter': '两个账号是同一个人开通的',
  'one-invited-the-other': '一个账号是另一个开通的',
  'inviter-has-same-name': '有账号是同名的人给自己开通的',
}

/** 1 小时, with its value in the form. */
export const hourChoices: readonly (readonly [string, string])[] = grantHours.map((hours) => [
  String(hours),
  `${hours} 小时`,
])
