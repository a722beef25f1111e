import type { AlikeWhy } from '#core/subject-name.ts'
import type { Raises, CreditKind } from '#core/subject-rules.ts'
import type { SubjectKind } from '#core/subject.ts'
import type { SubjectDeed } from '#service/subject-deeds.ts'

export const subjectKindNames: Readonly<Record<SubjectKind, string>> = {
  institution: '医疗卫生机构',
  shop: '商户',
  person: '个人',
  site: '场所',
}

export const alikeNames: Readonly<Record<AlikeWhy | 'officer', string>> = {
  'same-licence': '登记号相同',
  'same-name': '名称相同',
  'missing-words': '只差“有限公司”、地名、科别这类字',
  'one-letter': '只差一个字',
  'part-of-name': '一个名称是另一个的一部分',
  branch: '同一名称，不同门店或院区',
  'other-kind': '名号相同，门类不同',
  officer: '人工提出',
}

export const subjectDeedNames: Readonly<Record<SubjectDeed, string>> = {
  join: '并为一个',
  split: '拆开',
  apart: '认定不是一个',
  rename: '改名称、地址',
  confirm: '确认机器读出的对象',
  refuse: '认定机器读错了',
  add: '指明对象',
}

export const howNames: Readonly<Record<string, string>> = {
  proposed: '机器读出，没有人确认',
  confirmed: '已确认',
}

export const raisesNames: Readonly<Record<Raises, string>> = {
  complaints: '方案要求：投诉举报多的，增加抽查频次。',
  'key-institutions': '方案要求：对重点机构加大抽查力度；没有写按投诉举报定重点，这张表供参考。',
  blacklist: '方案要求：列入黑名单的加大检查频次；没有写按投诉举报加频次，这张表供参考。',
  none: '方案没有要求按投诉举报加频次，供参考。',
}

export const creditKindNames: Readonly<Record<CreditKind, string>> = {
  penalty: '行政处罚信用信息',
  conduct: '不良执业行为记录',
  demerit: '不良执业行为记分',
  blacklist: '黑名单',
}
