/** What is wrong with a poster, or with an acknowledgement that somebody wants to have checked. */
export const printedSentences = {
  'poster-area': '没有这个地方。用六位行政区划代码。',
  'poster-link':
    '这个链接不能印上海报。只能是本系统的网址，或者聊天软件给的、https 开头的整个网址。',
  'poster-place': '贴在哪里写短一点，最多 {longest} 个字。',
  'poster-signs': '海报的字体里没有这些字：{signs}。请换个写法。',
  'receipt-unreadable': '这不是完整的回执文件。请用下载下来的原文件，不要改动、不要只复制一部分。',
  'receipt-key-unknown': '这份回执不是用这里公布的公钥签的。请到出具回执的网站去验。',
  'receipt-forged': '签名对不上：内容被改过，或者不是这里出具的。',
} as const
