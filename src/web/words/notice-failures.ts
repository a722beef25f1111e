/** What failed, and what to do about it. */
interface Failure {
  readonly what: string
  readonly cure: string
}

const robotGone: Failure = {
  what: '平台说没有这个机器人',
  cure: '它可能被移出了群，或者地址抄漏了。在群里重新建一个，再换成新的地址。',
}
const tooFast: Failure = {
  what: '发得太密，平台让歇一会儿',
  cure: '不用管，过一会儿自动接着发。经常这样的，请少选几种通知。',
}
const unsigned = '核对加签的密钥，再看服务器的时间准不准。'

const known: Readonly<Record<string, Failure>> = {
  address: {
    what: '这个地址在内部网络里，没有放行',
    cure: '确实要发到内网的，请维护服务器的人在 NOTICE_NETS 里写上那个网段。',
  },
  plain: { what: '地址没有加密', cure: '换成 https 开头的地址。' },
  name: { what: '找不到这个网址', cure: '核对网址有没有写错，再看服务器能不能上网。' },
  reach: { what: '连不上对方', cure: '看对方的系统开着没有，防火墙有没有拦。恢复以后自动补发。' },
  slow: { what: '对方 15 秒没有回应', cure: '请对方先回应、再处理。恢复以后自动补发。' },
  certificate: { what: '对方的证书不对', cure: '请对方换上有效的证书，网址要和证书上的一致。' },
  redirect: { what: '对方要求转到别的网址', cure: '不会跟着转。请直接填最后的那个网址。' },
  long: { what: '通知太长，平台不收', cure: '请维护服务器的人把 PUBLIC_URL 改短。' },
  gone: { what: '对方说不再接收', cure: '还要发的，请对方恢复，再点"启用"。' },
  broken: { what: '通知没有读出来', cure: '请维护服务器的人看日志。' },
  mail: { what: '邮件服务器没有收', cure: '看邮件服务器是不是正常。恢复以后自动补发。' },
  'mail-nobody': { what: '没有这个邮箱', cure: '核对邮箱地址，删掉这一条再重新添加。' },
  'no-mail': {
    what: '还没有接邮件服务器',
    cure: '请维护服务器的人填好 SMTP_URL 和 NOTICE_MAIL_FROM。',
  },
  'status-401': { what: '对方不让进（401）', cure: '请对方放行，或者核对网址里的口令。' },
  'status-403': { what: '对方不让进（403）', cure: '请对方放行，或者核对网址里的口令。' },
  'status-404': { what: '对方没有这个地址（404）', cure: '核对网址。' },
  'status-429': tooFast,
  'wecom-45009': tooFast,
  'wecom-93000': robotGone,
  'dingtalk-130101': tooFast,
  'dingtalk-410100': tooFast,
  'dingtalk-300001': robotGone,
  'dingtalk-310000': {
    what: '钉钉的安全设置没有通过',
    cure: `${unsigned}用关键词的，请把"医监"加进去；用 IP 名单的，请加上服务器的地址。`,
  },
  'feishu-11232': tooFast,
  'feishu-19001': robotGone,
  'feishu-19021': { what: '飞书说签名不对', cure: unsigned },
  'feishu-19022': { what: '飞书的 IP 名单没有放行', cure: '请把服务器的地址加进名单。' },
  'feishu-19024': { what: '飞书的关键词没有对上', cure: '请把"医监"加进关键词。' },
}

/** Why an endpoint could not be told, and the cure, in words. */
export function failureWords(failure: string): Failure {
  const status = /^status-(\d+)$/.exec(failure)?.[1]
  return (
    known[failure] ??
    (status
      ? { what: `对方的系统出错（${status}）`, cure: '请对方看一看。恢复以后自动补发。' }
      : {
          what: `平台没有收（${failure}）`,
          cure: '照这个代码查平台的说明，或者重新建一个机器人。',
        })
  )
}
