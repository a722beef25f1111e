import type { Scored } from './score.ts'

export type Intent =
  | 'tip-off'
  | 'complaint'
  | 'petition'
  | 'accusation'
  | 'consultation'
  | 'suggestion'
  | 'praise'
  | 'staff'
  | 'status'
  | 'greeting'
  | 'empty'

/** What the writer wants of us. */
export function intentOf(text: string, offences: readonly Scored[]): Intent {
  if (!/[\p{L}\p{N}]/u.test(text)) return 'empty'
  if (GREETING.test(text)) return 'greeting'
  if (text.length <= 60 && STATUS.test(text)) return 'status'
  const [first] = offences
  const of = (code: string): number => offences.find((each) => each.code === code)?.score ?? 0
  if (of('I4') >= 0.5 && OFFICIALS.test(text) && !CONCERNS_CARE(first)) return 'accusation'
  if (first?.code === 'M5' && !WRONG.test(text)) return 'praise'
  if (first?.code === 'I5') return ASKS.test(text) && !DEMANDS.test(text) ? 'consultation' : 'staff'
  if (isQuestion(text, first)) return 'consultation'
  if (SUGGESTS.test(text) && !ACCUSES.test(text) && !HARMED.test(text)) return 'suggestion'
  if (ACCUSES.test(text) || isOffence(first)) return HARMED.test(text) ? 'complaint' : 'tip-off'
  if (DEMANDS.test(text)) return 'petition'
  return HARMED.test(text) ? 'complaint' : 'tip-off'
}

const GREETING =
  /^((您?你?们?好(啊|呀|呢)?|在(吗|么|不在|不)|有人(吗|没|么|在吗|在不)|喂|哈喽|哈啰|hello|hi|hey|嗨|早上好|上午好|中午好|下午好|晚上好|早安?|晚安|谢谢你?您?|好的?|嗯|哦|客服|请问|人呢|老师|同志|领导|开始|测试|test|\/?start|你是谁|您是谁|这是(哪里|哪儿|什么|干什么的|什么地方)|你是(机器人|人)吗?)[\s，,。.!！?？~～、]*)+$/i

const STATUS =
  /(进度|查(一下|下|查)?(我的)?(进度|举报|结果|编号|投诉)|办(得|的)?(怎么样|咋样|如何)了|处理(得|的)?(怎么样|咋样|如何|到哪|好)了|有(没有)?(结果|消息|回音|回复)(了|吗|没)|(到)?哪一步了|我(上次|之前|前几天|那个|昨天|的)?(的)?(举报|投诉|反映)(的(事|事情))?(怎么样|咋样|如何|到哪|有没有|查)|[A-Z]{2,4}-?20\d\d-?\d{3,})/i

const OFFICIALS =
  /(局|委|所|站|办|队|部门|执法|监督员|监管|官员|领导|干部|公务员|科长|局长|所长|队长|主任|政府|保护伞|纪委)/

const ASKS =
  /(请问|咨询|想问|问一下|问下|想了解|想知道|了解一下|怎么办理|如何办理|怎么办|如何|怎样|怎么(报|申请|查|算|弄|补|交|转|开|领|预约|操作|走|才能|样才能)|能不能|能否|可不可以|可以.{0,12}吗|是否|有没有(政策|规定|补贴)|什么时候|何时|多少钱|需要(什么|哪些|多久)|哪里(可以|能|办)|在哪(里|儿)?|吗[?？]|呢[?？]|什么(条件|手续|材料|流程|政策)|政策|哪个部门)/

const WRONG =
  /(无证|没有证|没得证|非法|违法|违规|假|骗|黑|乱收|过期|投诉|举报|不给|拒绝|恶劣|害|死|坑|贪|欺|赔)/

const ACCUSES =
  /(举报|检举|揭发|查处|严查|严惩|查一查|查查|取缔|打击|曝光|违法|违规|非法|无证|没有证|没得证|假药|骗|黑心|坑人|乱收费|请.{0,6}(查|调查|处理)|希望.{0,10}(查|调查|处理|严惩|整治)|没人管|管一管|管管)/

const HARMED =
  /(我(的|们|家)?(父亲|母亲|爸|妈|爷|奶|老公|老婆|妻子|丈夫|儿子|女儿|孩子|小孩|宝宝|家人|亲人|婆婆|媳妇|姐|妹|哥|弟)|我(去|到|在|于|被|本人|当时|做|花|交|付|买|住院|去年|今天|昨天|前)|本人|我们(全体)?业主|投诉|退款|退费|赔偿|退钱|讨|维权|态度)/

const DEMANDS =
  /(恳请|恳求|请求|要求|强烈要求|希望(领导|政府|有关|相关|上级)|请(领导|政府|上级|有关|相关|贵)|给(我|我们)?(一个)?(说法|答复|解决|公道)|解决|落实|诉求|求助|帮帮|帮助|申请)/

const SUGGESTS =
  /(建议|提议|意见(和|与)?建议|希望.{0,14}(增加|增设|开设|建|设立|改善|改进|推广|加强|能够|完善|方便))/

const CONCERNS_CARE = (first: Scored | undefined): boolean =>
  first !== undefined && first.code !== 'I4' && first.score >= 0.62

const isOffence = (first: Scored | undefined): boolean =>
  first !== undefined && first.score >= 0.5 && /^[A-HJL]/.test(first.code)

function isQuestion(text: string, first: Scored | undefined): boolean {
  if (!ASKS.test(text) || ACCUSES.test(text)) return false
  return first === undefined || /^[MN]/.test(first.code) || first.score < 0.45
}
