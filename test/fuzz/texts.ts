import type { Random } from './random.ts'

type Kind = (random: Random) => string

const letters = (random: Random, count: number, one: () => number): string =>
  String.fromCodePoint(...Array.from({ length: 1 + random.below(count) }, one))

const between =
  (first: number, last: number): Kind =>
  (random) =>
    letters(random, 40, () => first + random.below(last - first + 1))

const phrases = [
  '菜市场后头有个老太婆给人打针输液，没得证',
  '昌元街道滨河路18号',
  '康民诊所多收费，还开假药',
  '执法人员包庇黑诊所',
  '我妈的医保卡怎么异地备案',
  '有人昏迷了，还在输液',
  '我不想活了',
  '天天早上',
  '1',
  '2',
  '提交',
  '匿名',
  '实名',
  '跳过',
  '返回',
  '取消',
  '帮助',
  '转人工',
  '重新开始',
  '进度',
  '查看',
  '补充',
  '撤回',
  '再查',
  '忘记我',
  '我的资料',
  'English',
  '13812345678',
  '11010519491231002X',
  'RC-2026-00001',
  '4K7Q-92HM-XV3D-6T1PA',
  '昨天下午三点',
  '2026-13-45',
] as const

const oddities = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '{where}',
  '{n, plural, one {#} other {{rows}}}',
  '${process.env}',
  '<script>alert(1)</script>',
  '<b>&amp;&lt;',
  "'; drop table cases; --",
  '%s%n%x',
  '\\u0000\\ud800',
  '=cmd|calc!A1',
  '../../etc/passwd',
  '999999999999999999999999',
  '-1',
  '1e309',
  'NaN',
  '１２３',
  '٣',
  '①',
  '一千零一',
  '2026年2月30日',
  '"',
  '\n\n\n',
  '\t',
  ' ',
  '\u3000',
] as const

const surrogates: Kind = (random) => {
  const units = Array.from({ length: 1 + random.below(12) }, () => 0xd800 + random.below(0x800))
  return units.map((unit) => String.fromCharCode(unit)).join('')
}

/** Words that a person reads as a command, with what nobody sees between their letters. */
const unseen: Kind = (random) => {
  const marks = [
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u202e',
    '\u2066',
    '\ufe0f',
  ] as const
  return Array.from(
    random.pick(phrases),
    (letter) => letter + (random.once(2) ? random.pick(marks) : ''),
  ).join('')
}

const towers: Kind = (random) =>
  `医${letters(random, 60, () => 0x300 + random.below(0x70))}${letters(random, 9, () => 0x20d0 + random.below(0x20))}`

const emoji: Kind = (random) => {
  const parts = ['👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇨🇳', '👍🏿', '❤️', '🆘', '\u{1f3fb}'] as const
  return Array.from({ length: 1 + random.below(20) }, () => random.pick(parts)).join('')
}

/** As long as a channel lets it be. */
const endless: Kind = (random) => {
  const unit = random.pick([
    '长',
    'a',
    '，',
    '1.',
    '\u0301',
    '👩‍👧',
    '\ud83d',
    '(',
    '市区县',
    ' \n',
    '{a}',
    '\u1820',
  ])
  return unit.repeat(Math.ceil((random.once(4) ? 100_000 : 6_000) / unit.length))
}

const kinds: readonly [Kind, ...Kind[]] = [
  (random) => random.pick(phrases),
  (random) => random.pick(phrases),
  (random) => random.pick(phrases),
  (random) => random.pick(oddities),
  between(0, 0xff),
  between(0x4e00, 0x9fff),
  between(0x1800, 0x18af),
  between(0x590, 0x8ff),
  between(0x20000, 0x2ffff),
  between(0xe000, 0xf8ff),
  between(0xfff0, 0x1000f),
  between(0xe0000, 0xe007f),
  surrogates,
  unseen,
  towers,
  emoji,
]

/** Something that somebody, or something, could send as words. */
export function aText(random: Random): string {
  if (random.once(2_000)) return endless(random)
  const parts = Array.from({ length: random.once(3) ? 2 + random.below(2) : 1 }, () =>
    random.pick(kinds)(random),
  )
  return parts.join(random.pick(['', '', '，', '\n', '\u202e']))
}
