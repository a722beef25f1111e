/**
 * The conversation every peer must hold: eight questions, one wrong answer, a summary, a yes. Questions, checks, texts
 * and answers stand here once, so that the peers differ in their engine only.
 */

export interface Photo {
  readonly file_id: string
  readonly width: number
}

export interface Message {
  readonly text?: string
  readonly photo?: readonly Photo[]
}

/** As Telegram delivers it. */
export interface Update {
  readonly update_id: number
  readonly message: Message & { readonly date: number; readonly chat: { readonly id: number } }
}

export type Checked = { readonly ok: true; readonly value: string | null } | { readonly ok: false }
export type Answers = Readonly<Record<string, string | null>>

export interface Question {
  readonly key: string
  readonly title: string
  readonly ask: string
  readonly retry: string
  readonly check: (message: Message) => Checked
}

export const CATEGORIES = [
  '无证行医',
  '超范围执业',
  '非法医疗美容',
  '非法胎儿性别鉴定',
  '虚假医疗广告',
  '其他',
]
export const DISTRICTS = ['张店区', '淄川区', '博山区', '临淄区', '周村区']

const NO: Checked = { ok: false }
const textIn = ({ text }: Message): string => (text ?? '').trim()

const choice =
  (options: readonly string[]) =>
  (message: Message): Checked => {
    const text = textIn(message)
    const value = /^\d{1,2}$/.test(text)
      ? options[Number(text) - 1]
      : options.find((one) => one === text)
    return value === undefined ? NO : { ok: true, value }
  }

const textOf =
  (min: number, max: number) =>
  (message: Message): Checked => {
    const value = textIn(message)
    return value.length >= min && value.length <= max ? { ok: true, value } : NO
  }

const day = (message: Message): Checked => {
  const value = textIn(message)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
  return isDay && value <= '2026-12-31' ? { ok: true, value } : NO
}

const photo = (message: Message): Checked => {
  const largest = message.photo?.at(-1)
  if (largest) return { ok: true, value: largest.file_id }
  return textIn(message) === '跳过' ? { ok: true, value: null } : NO
}

const telephone = (message: Message): Checked => {
  const value = textIn(message)
  if (value === '匿名') return { ok: true, value: null }
  return /^1\d{10}$/.test(value) ? { ok: true, value } : NO
}

/** Options stand on one line where they fit in forty characters. */
const numbered = (question: string, options: readonly string[]): string => {
  const lines = options.map((option, index) => `${index + 1} ${option}`)
  const line = lines.join('  ')
  return `${question}\n${line.length <= 40 ? line : lines.join('\n')}`
}

export const ASK_CATEGORY = '您要举报哪一类问题？请回复序号。'
export const ASK_DISTRICT = '在哪个区县？请回复序号。'

export const QUESTIONS: readonly Question[] = [
  {
    key: 'category',
    title: '类别',
    ask: numbered(ASK_CATEGORY, CATEGORIES),
    retry: '请回复 1 到 6 的序号。',
    check: choice(CATEGORIES),
  },
  {
    key: 'place',
    title: '名称',
    ask: '机构或个人的名称是什么？',
    retry: '名称需 2 到 100 个字。',
    check: textOf(2, 100),
  },
  {
    key: 'district',
    title: '区县',
    ask: numbered(ASK_DISTRICT, DISTRICTS),
    retry: '请回复 1 到 5 的序号。',
    check: choice(DISTRICTS),
  },
  {
    key: 'address',
    title: '地址',
    ask: '详细地址是什么？',
    retry: '地址需 5 到 200 个字。',
    check: textOf(5, 200),
  },
  {
    key: 'when',
    title: '时间',
    ask: '什么时候发生的？',
    retry: '没看明白，请按 2026-01-31 的格式回复。',
    check: day,
  },
  {
    key: 'what',
    title: '经过',
    ask: '请描述经过。',
    retry: '描述需 10 到 2000 个字。',
    check: textOf(10, 2000),
  },
  {
    key: 'evidence',
    title: '照片',
    ask: '请发送一张照片，没有请回复“跳过”。',
    retry: '请发送照片，或回复“跳过”。',
    check: photo,
  },
  {
    key: 'contact',
    title: '电话',
    ask: '请留下手机号，匿名举报请回复“匿名”。',
    retry: '请回复 11 位手机号，或回复“匿名”。',
    check: telephone,
  },
]

export const GREETING = '您好，这里是非法行医举报通道。'
export const CONFIRM_RETRY = '请回复“是”。'
export const THANKS = '已收到并登记。'
export const SUMMARY = ['请核对：', '确认提交请回复“是”。'] as const

/** `1 类别 无证行医`, a photo by its count, no number as 匿名. */
export const summary = (answers: Answers): string => {
  const shown = (key: string): string => {
    if (key === 'evidence') return answers['evidence'] ? '1 份' : '无'
    return answers[key] ?? '匿名'
  }
  const rows = QUESTIONS.map(({ key, title }, index) => `${index + 1} ${title} ${shown(key)}`)
  return [SUMMARY[0], ...rows, SUMMARY[1]].join('\n')
}

const STORY = '一名没有医师资格证的人员在该处拔牙并收取费用，现场没有执业许可证。'

/** Eleven messages: the start, eight answers, one of them wrong at first, and the yes. */
export const SCRIPT: readonly Message[] = [
  { text: '/start' },
  { text: '1' },
  { text: '某某口腔诊所' },
  { text: '张店区' },
  { text: '柳泉路 100 号 2 单元 101' },
  { text: '记不清了' },
  { text: '2026-03-15' },
  { text: STORY },
  {
    photo: [
      { file_id: 'small', width: 90 },
      { file_id: 'big', width: 900 },
    ],
  },
  { text: '匿名' },
  { text: '是' },
]

export const RECORD: Answers = {
  category: '无证行医',
  place: '某某口腔诊所',
  district: '张店区',
  address: '柳泉路 100 号 2 单元 101',
  when: '2026-03-15',
  what: STORY,
  evidence: 'big',
  contact: null,
}

/** Twelve messages: greeting, eight questions, one retry, summary, thanks. */
export const TRANSCRIPT: readonly string[] = [
  GREETING,
  ...QUESTIONS.slice(0, 5).map(({ ask }) => ask),
  QUESTIONS[4]?.retry ?? '',
  ...QUESTIONS.slice(5).map(({ ask }) => ask),
  summary(RECORD),
  THANKS,
]

let updates = 0

/** Messages of one user as Telegram updates. */
export const updatesOf = (user: number, script = SCRIPT): readonly Update[] =>
  script.map((message, index) => ({
    update_id: ++updates,
    message: {
      message_id: index + 1,
      date: 1_795_000_000 + index,
      chat: { id: user, type: 'private', first_name: 'U' },
      from: { id: user, is_bot: false, first_name: 'U', language_code: 'zh' },
      ...message,
      ...(message.text?.startsWith('/')
        ? { entities: [{ type: 'bot_command', offset: 0, length: message.text.length }] }
        : {}),
    },
  }))
