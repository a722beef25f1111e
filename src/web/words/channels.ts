import type { ChannelState } from '#service/channel-states.ts'

export const channelStateNames: Readonly<Record<ChannelState['state'], string>> = {
  on: '正常',
  off: '没有运行',
  'logged-out': '没有登录',
  banned: '被平台封禁',
  failing: '出错',
}

/** What a code says, and what to do about it. */
interface Cure {
  readonly what: string
  readonly cure: string
}

const network: Cure = {
  what: '连不上平台',
  cure: '看本机能不能上网、防火墙放没放行平台的地址。恢复以后自动接着收发，不用重启。',
}
const wechatSecret: Cure = {
  what: '公众号的 AppSecret 不对',
  cure: '到公众平台“开发接口管理”核对或重置 AppSecret，改好设置后重启。',
}
const wechatBusy: Cure = {
  what: '平台今天的调用次数用完，或者调用太密',
  cure: '不用动，到时候自动再发。天天这样，到公众平台看接口调用量。',
}
const refused = (where: string): Cure => ({
  what: `${where}不认用户名或密码`,
  cure: '核对邮箱地址和授权码（很多邮箱要单独开通授权码），改好设置后重启。',
})
const unreachable = (where: string): Cure => ({
  what: `连不上${where}`,
  cure: '核对服务器地址和端口，看防火墙。恢复以后自动接着收发。',
})

const general: Readonly<Record<string, Cure>> = {
  'not-reached': network,
  'not-here': {
    what: '没有可测的平台',
    cure: '这个渠道不在这台机器上运行，或者是本系统自己的页面。',
  },
  fault: { what: '本机处理时出错', cure: '看日志里同一时间的记录；反复出现，重启一次再看。' },
}

const own: Readonly<Record<string, Readonly<Record<string, Cure>>>> = {
  telegram: {
    '401': {
      what: '令牌不对，或者已被收回',
      cure: '向 @BotFather 重新要令牌，改好设置后重启。',
    },
    '404': { what: '令牌写错了', cure: '核对令牌有没有抄漏，改好设置后重启。' },
    '409': {
      what: '同一个令牌在两处收消息',
      cure: '停掉另一处；换过接收方式的，重启一次。',
    },
    '429': { what: '平台要求慢一点', cure: '不用动，到时候自动再发。' },
  },
  'wechat-official': {
    '40001': wechatSecret,
    '40125': wechatSecret,
    '40013': { what: '公众号的 AppID 不对', cure: '到公众平台核对 AppID，改好设置后重启。' },
    '40164': {
      what: '本机的出口地址不在公众号的 IP 白名单里',
      cure: '到公众平台“IP 白名单”加上本机出口地址，几分钟后生效。',
    },
    '45009': wechatBusy,
    '45011': wechatBusy,
    '48001': {
      what: '公众号没有这个接口的权限',
      cure: '看公众号有没有认证；没有客服接口的，消息留到对方下次说话时再给。',
    },
    '50002': { what: '公众号被限制', cure: '到公众平台看通知，按要求处理。' },
  },
  email: {
    'refused-login': refused('收信服务器'),
    'imap-refused': refused('收信服务器'),
    'smtp-refused': refused('发信服务器'),
    EAUTH: refused('发信服务器'),
    'imap-not-reached': unreachable('收信服务器'),
    'smtp-not-reached': unreachable('发信服务器'),
    ETLS: { what: '邮件服务器的证书不对', cure: '请服务器的管理员换上有效的证书。' },
    ...Object.fromEntries(
      ['ECONNECTION', 'ECONNREFUSED', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ENOTFOUND'].map((code) => [
        code,
        unreachable('邮件服务器'),
      ]),
    ),
  },
  'wechat-personal': {
    scan: { what: '等人扫码登录', cure: '用要当渠道的那个微信扫下面的码，并在手机上确认。' },
    'logged-out': {
      what: '微信退出了登录',
      cure: '等二维码出来，再扫一次。别在别处登录同一个号。',
    },
    banned: {
      what: '微信限制了这个号',
      cure: '停用这个渠道，改用公众号或网页聊天；到微信里看限制到什么时候。',
    },
    'too-often': { what: '平台说操作太频繁', cure: '不用动，已经放慢，过一会儿自动再发。' },
    'puppet-ended': { what: '连微信的程序停了', cure: '它会自己再起来；起不来，看日志并重启。' },
    starting: { what: '正在启动', cure: '等一两分钟，二维码或登录状态会出来。' },
  },
}

/** In plain words; a code nobody described is shown as it is. */
export const cureOf = (channel: string, code: string): Cure =>
  own[channel]?.[code] ??
  general[code] ?? {
    what: `平台回了代码 ${code}`,
    cure: '按这个代码查平台的说明；先按“测试”看是不是已经好了。',
  }
