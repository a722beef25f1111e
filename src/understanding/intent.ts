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
  | 'person'
  | 'empty'

/** What the writer wants of us. In doubt it is a report: nobody is sent away by mistake. */
export function intentOf(text: string, offences: readonly Scored[]): Intent {
  if (!/[\p{L}\p{N}]/u.test(text)) return 'empty'
  if (text.length <= 30 && GREETING.test(text)) return 'greeting'
  if (text.length <= 24 && PERSON.test(text) && !isOffence(offences[0])) return 'person'
  if (text.length <= 60 && STATUS.test(text) && !/(查处|严查|无证|没有证|没得证|假|黑)/.test(text))
    return 'status'
  const [first] = offences
  const head = text.slice(0, HEADLINE)
  if (accusesOfficials(text, offences) || CHARGES.test(text)) return 'accusation'
  if (first?.code === 'M5' && !WRONG.test(text)) return 'praise'
  if (first?.code === 'I5') return asksOnly(text, head) ? 'consultation' : 'staff'
  if ((!isOffence(first) || PLAINLY.test(head)) && asksOnly(text, head)) return 'consultation'
  if (SUGGESTS.test(head) && !ACCUSES.test(text) && !isOffence(first)) return 'suggestion'
  if (/举报|检举|揭发/.test(head)) return 'tip-off'
  if (DEMANDS.test(head) && !ACCUSES.test(head) && !isOffence(first)) return 'petition'
  if (first && PERSONAL.test(first.code)) return 'complaint'
  return HARMED.test(text) ? 'complaint' : 'tip-off'
}

/** As much of the beginning as says what the writer wants. */
const HEADLINE = 80

const GREETING =
  /^((您?你?们?好(啊|呀|呢)?|在(吗|么|不在|不)|有人(吗|没|么|在吗|在不)|喂|哈喽|哈啰|hello|hi|hey|嗨|早上好|上午好|中午好|下午好|晚上好|早安?|晚安|谢谢你?您?|好的?|嗯|哦|客服|请问|人呢|老师|同志|领导|开始|测试|test|\/?start|你是谁|您是谁|这是(哪里|哪儿|什么|干什么的|什么地方)|你是(机器人|人)吗?)[\s，,。.!！?？~～、]*)+$/i

/** Somebody to talk to, not a machine. */
const PERSON =
  /转人工|人工(客服|服务|接听|台)|真人|((找|要|换|叫|让)个?(你们的?)?(工作人员|客服|人工|活人|人(来|跟|和|说)))/

const STATUS =
  /(进度|查(一下|下|查)?(我的)?(进度|举报|结果|编号|投诉)|办(得|的)?(怎么样|咋样|如何)了|处理(得|的)?(怎么样|咋样|如何|到哪|好)了|有(没有)?(结果|消息|回音|回复)(了|吗|没)|(到)?哪一步了|(上次|之前|前几天|那个|昨天|我)的?(举报|投诉|反映)的?(事|事情)?(怎么样|咋样|如何|到哪|有没有)|[A-Z]{2,4}-20\d\d-\d{3,})/i

const OFFICIALS =
  /(卫健|卫生|卫计|卫监|监督|执法|监管|药监|市监|工商|医保|疾控|计生)[^，。]{0,6}(局|委|所|站|办|队|部门|人员|员|领导|干部|科)|局长|科长|所长|队长|干部|公务员|官员|公职人员|有关部门|相关部门|职能部门|主管部门|上面|领导|保护伞|官/

/** Those who supervise, and in the same breath what they are charged with: whatever else it speaks of, they must not be the ones who get it. */
const CHARGES = new RegExp(
  '(卫生?健康?[委局]|卫计[委局]|卫生局|卫监所|卫生监督[所局队]|监督所|医保局|市场?监管?局|药监局|工商局|执法(大队|支队|总队|队|局|人员|的人))' +
    '(?![^，。！？；\\n]{0,14}(不要|不能|别|会不会|是不是|有没有|乱收|多收|收费))[^，。！？；\\n]{0,14}' +
    '(包庇|通风报信|保护伞|受贿|贪污|勾结|串通|走漏|提前(通知|打招呼|告诉)|收(了|过)?[^，。！？；\\n]{0,6}(钱|红包|好处|礼)(?!单))',
)

const ASKS =
  /(请问|咨询|想问|问一下|问下|想了解|想知道|了解一下|如何办理|怎么(?!没|不|会|能|这|那|可以|回|样|还|就|都|敢)\p{Script=Han}|怎么(报|申请|查|算|弄|补|交|转|开|领|预约|操作|走|才能)|如何(报|申请|查|办|补|交|转|开|领|预约|操作|才能)|怎样(才能|办理|申请|报)|能不能|能否|可不可以|可以[^，。]{0,16}吗|是否(可以|能|需要|有|要|属于|符合|还)|有没有(政策|规定|补贴)|需要(什么|哪些|多久)|哪里(可以|能|办|买|查|有卖)|在哪(里|儿)?(办|交|打|开|领|买|报|查|看)|(什么|哪些)(条件|手续|材料|流程|政策)|(什么|何)时(能|可以|开始|候))/u

/** Asks, and complains of nothing. */
export const asksOnly = (text: string, head = text.slice(0, HEADLINE)): boolean =>
  (ASKS.test(head) || (text.length < 100 && /[吗呢么][?？]?$/.test(text))) &&
  !ACCUSES.test(text) &&
  !COMPLAINS.test(text.length > 200 ? head : text)

/** Words of one who only wants to know. */
const PLAINLY = /(?<!的)(咨询|请教)|可不可以|怎么(看|查|知道|分辨)[^，。]{0,12}有没有|哪里(买|查)/

/** How one finds out whether somebody may do what they do: asked in so many words, it charges nobody yet. */
const ASKS_HOW = /怎么(看|查|知道|分辨|判断)[^，。]{0,12}(有没有|是不是|真假)/

export const asksHow = (text: string): boolean => ASKS_HOW.test(text) && !ACCUSES.test(text)

const WRONG =
  /(无证|没有证|没得证|非法|违法|违规|假|骗|黑|乱收|过期|投诉|举报|不给|拒绝|恶劣|害|坑|贪|欺|赔)/

const ACCUSES =
  /(举报|检举|揭发|查处|严查|严惩|查一查|查查|取缔|打击|曝光|违法|非法|无证|(?<!有)没有证|没得证|假药|骗人|黑心|坑人|乱收费|请.{0,6}(查一|调查|处理)|没人管|管一管|管管)/

/** Charges somebody with something. */
export const accuses = (text: string): boolean => ACCUSES.test(text)

const COMPLAINS =
  /(投诉|不合理|太差|太贵|太高|太少|恶劣|愤怒|气愤|凭什么|推脱|推卸|推诿|拒绝|不给|不肯|不让|拖着|拖欠|迟迟|被骗|欺骗|怪象|太苦|何在|良心|霸王|强制|强迫|强行|不公|剥夺)/

const HARMED =
  /(投诉|退款|退费|赔偿|退钱|说法|维权|服务态度|态度(差|恶劣)|害(得|了|惨)?我|骗(了)?我|坑(了)?我|我(的|们|家)?(父亲|母亲|爸|妈|爷爷?|奶奶?|老公|老婆|妻子|丈夫|儿子|女儿|孩子|小孩|宝宝|家人|亲人|婆婆|媳妇)[^，。]{0,14}(手术|住院|治疗|打针|输液|去世|死|坏|残|感染))/

const DEMANDS =
  /(恳请|恳求|请求|要求(落实|解决|补|发)|强烈要求|诉求|求助|呼吁|望[^，。]{0,12}解决|请[^，。]{0,10}(落实|解决|关注|重视)|帮帮)/

const SUGGESTS =
  /(建议|提议|(^|[，。,\s])(希望|盼|望)[^，。]{0,24}(增加|增设|开设|建|设立|改善|改进|推广|加强|能|完善|方便|多开|取消|查询))/

/** What a person suffers: a complaint, unless they say otherwise. */
const PERSONAL = /^(K|F|I3|B5|B9|C4|E5|J2|J6|H5|M|N[1345])/

function accusesOfficials(text: string, offences: readonly Scored[]): boolean {
  const [first] = offences
  const charged = offences.find(({ code }) => code === 'I4')?.score ?? 0
  if (!first || charged < 0.5 || !OFFICIALS.test(text)) return false
  return first.code === 'I4' || (charged >= 0.6 && first.score - charged < 0.06)
}

const isOffence = (first: Scored | undefined): boolean =>
  first !== undefined && first.score >= 0.5 && /^([A-HJL]|K[14])/.test(first.code)
