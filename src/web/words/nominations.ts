import type { NominationKind, NominationOutcome } from '#core/nomination.ts'

export const nominationKindNames: Readonly<Record<NominationKind, string>> = {
  licence: '有没有证照、人员资质',
  fees: '收费和公示',
  hygiene: '卫生消毒、医疗废物',
  drugs: '药品和器械',
  advertising: '医疗广告',
  insurance: '医保基金使用',
  other: '其他',
}

export const nominationOutcomeNames: Readonly<Record<NominationOutcome, string>> = {
  'in-order': '未发现问题',
  'put-right': '当场或限期改正',
  fined: '立案处罚',
  'handed-over': '移交其他部门',
  'not-found': '没有找到或已关门',
}
