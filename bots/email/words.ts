/** A lock screen and a list of mails show these and the beginning of the text: nothing of the matter stands there. */
export const subjects = { answer: '关于您的来信', news: '您有一条办理进度' } as const

/** How each of our mails begins: a reply is cut off here, whatever the mail program put before it. */
export const ours = '这是自动回复。要接着说，直接回复'

const preamble = `${ours}这封邮件，写在最上面就行。怕别人翻看，看完把这封和“已发送”里您写的那封都删掉。`

/** Everything below it is ours; it also fills what a list of mails shows of the text. */
const line = '—'.repeat(30)

export const bodyOf = (text: string): string => `${preamble}\n\n${line}\n\n${text}\n`

/** What we say of a mail that cannot be heard. */
export const notes = {
  'not-saved': '刚才那封邮件没有保存下来，请再发一次。',
  prove:
    '这封像是您写的，不过没有回在我们的邮件下面，不能确定是不是您本人，所以还没有登记。\n请直接回复这封邮件，把要说的话再发一次，有附件的一起带上。\n有人有生命危险，请马上打 120 或 110。',
  locked:
    '这封邮件加了密，我们打不开，还没有登记。\n请不加密再发一次，或者把要说的话直接写在邮件里。',
  garbled:
    '这封邮件的字显示出来是乱码，还没有登记。\n请把要说的话重新写在邮件正文里再发一次；照片、文件作为附件带上。',
  broken:
    '这封邮件损坏了，打不开，还没有登记。\n请把要说的话写在邮件正文里再发一次；照片、文件一次最多带 9 个。',
} as const

export type Note = keyof typeof notes
