import type { Lang } from '../web-chat/words.ts'

/** What the form's pages say beside the words of the conversation. */
interface FormWords {
  readonly title: string
  readonly what: string
  readonly whatHint: string
  readonly next: string
  readonly several: string
  readonly files: string
  readonly filesHint: string
  readonly filesAgain: string
  readonly skipHint: string
  readonly own: string
  readonly more: string
  readonly send: string
  readonly review: string
  readonly reviewHint: string
  readonly change: string
  readonly wanted: string
  readonly old: string
  readonly unused: string
  readonly again: string
  readonly receipt: string
  readonly number: string
  readonly passcode: string
  readonly keep: string
  readonly keepMore: string
  readonly print: string
  readonly track: string
  readonly trackHint: string
  readonly chat: string
  readonly anew: string
  readonly crowded: string
  readonly pressAgain: string
}

export const formWords: Readonly<Record<Lang, FormWords>> = {
  zh: {
    title: '医疗卫生监督举报表',
    what: '发生了什么事？',
    whatHint: '哪家诊所、医院或者店，在哪儿，做了什么。知道多少写多少，不用先留姓名。',
    next: '下一步',
    several: '再说说这几样',
    files: '照片、录音、录像',
    filesHint: '也可以发 PDF、Word、Excel，一次最多 9 个，每个不超过 20 MB',
    filesAgain: '选好的文件请再选一次。',
    skipHint: '可以不填',
    own: '用自己的话说',
    more: '要补充、要查进度，写在这里',
    send: '发送',
    review: '请核对',
    reviewHint: '不对的按“改”，都对就按“提交”。',
    change: '改',
    wanted: '这一项要填，说个大概也行。',
    old: '前面那一页已经交过，现在到这里。要改前面写的，到最后核对时改。',
    unused: '刚才这一段没有用上：',
    again: '时间久了，前面写的重新填好了，请接着往下填。',
    receipt: '已收到并登记',
    number: '举报编号',
    passcode: '查询密码',
    keep: '请把编号和密码抄下来，或者把这一页打印、拍照。密码只显示一天，丢了没法补。',
    keepMore: '二维码和电子回执',
    print: '打印这一页',
    track: '查进度',
    trackHint: '以后凭编号和密码查',
    chat: '改用聊天说',
    anew: '再报一件',
    crowded: '现在来的人特别多，请按“继续”。',
    pressAgain: '请再按一次“下一步”。',
  },
  en: {
    title: 'Report form: illegal medical practice',
    what: 'What happened?',
    whatHint:
      'Which clinic, hospital or shop, where, and what they did. Write what you know; no name needed first.',
    next: 'Next',
    several: 'A few things more',
    files: 'Photos, sound, video',
    filesHint: 'PDF, Word and Excel too; at most 9 at once, 20 MB each',
    filesAgain: 'Please choose the files again.',
    skipHint: 'may be left empty',
    own: 'In your own words',
    more: 'To add something or ask for progress, write here',
    send: 'Send',
    review: 'Please check',
    reviewHint: 'Press Change where something is wrong, then Submit.',
    change: 'Change',
    wanted: 'Please answer this one; roughly is enough.',
    old: 'That page was sent before; you are here now. What you wrote can be changed at the end.',
    unused: 'This was not used:',
    again: 'It has been a long time. What you wrote before is filled in again; please go on.',
    receipt: 'Received and registered',
    number: 'Number',
    passcode: 'Passcode',
    keep: 'Write down number and passcode, or print or photograph this page. The passcode is shown for one day and cannot be given again.',
    keepMore: 'QR code and signed receipt',
    print: 'Print this page',
    track: 'Ask for progress',
    trackHint: 'later, with number and passcode',
    chat: 'Tell it in a chat instead',
    anew: 'Report something else',
    crowded: 'Very many people are here. Please press Continue.',
    pressAgain: 'Please press Next once more.',
  },
}
