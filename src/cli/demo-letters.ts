import type { Outcome } from '#core/case.ts'

/** How far a case of the demonstration has come. */
export type DemoFate =
  | { readonly to: 'received' }
  | { readonly to: 'accepted' }
  | { readonly to: 'asked'; readonly question: string; readonly answer?: string }
  | { readonly to: 'declined'; readonly text: string }
  | { readonly to: 'returned'; readonly reason: string; readonly basis: string }
  | {
      readonly to: 'concluded'
      readonly outcome: Outcome
      readonly text: string
      readonly penalty?: string
      readonly noPenaltyReason?: string
    }

/** One invented report: nobody of this name, no such shop. */
export interface DemoLetter {
  readonly area: string
  /** Days before today. */
  readonly daysAgo: number
  readonly what: string
  readonly where: string
  readonly when: string
  readonly fate: DemoFate
}

const received = { to: 'received' } as const
const accepted = { to: 'accepted' } as const

/** A few dozen reports as they come in, from five areas. */
export const demoLetters: readonly DemoLetter[] = [
  {
    area: '500153',
    daysAgo: 26,
    what: '菜市场后头有个老太婆给人打针输液，没得证',
    where: '昌元街道菜市场后门，鱼店楼上二楼',
    when: '天天早上',
    fate: {
      to: 'concluded',
      outcome: 'substantiated',
      text: '查了，情况属实。已责令停止执业，没收药品器械并罚款。',
      penalty: '演示卫医罚〔2026〕12号',
    },
  },
  {
    area: '500153',
    daysAgo: 20,
    what: '诊所的医生没有医师证，还给小孩子挂水，旁边人都说他是卖药出身',
    where: '峰高街道车站对面平安诊所',
    when: '上个星期',
    fate: {
      to: 'asked',
      question: '给小孩挂水的是男的还是女的，大概多大年纪？',
      answer: '男的，五十来岁，戴眼镜。',
    },
  },
  {
    area: '500153',
    daysAgo: 15,
    what: '药店刷医保卡买米买油，刷多少换多少东西',
    where: '昌州街道老百姓药房',
    when: '一直都有',
    fate: accepted,
  },
  {
    area: '500153',
    daysAgo: 12,
    what: '美容院给人打玻尿酸打瘦脸针，没有医疗美容的证',
    where: '昌元街道步行街丽人美容院三楼',
    when: '周末',
    fate: { to: 'asked', question: '从哪个门上三楼，平时几点开门？' },
  },
  {
    area: '500153',
    daysAgo: 9,
    what: '医院收费乱收，一个检查收两次钱，价目也不公布',
    where: '安富街道某民营医院一楼收费处',
    when: '十一月初',
    fate: accepted,
  },
  {
    area: '500153',
    daysAgo: 6,
    what: '广告上说包治糖尿病，三个疗程断根，老年人都去买',
    where: '双河街道社区活动室',
    when: '每周三上午',
    fate: received,
  },
  {
    area: '500153',
    daysAgo: 4,
    what: '诊所把用过的针头和输液袋当垃圾扔在路边',
    where: '盘龙镇正街诊所门口',
    when: '晚上关门以后',
    fate: received,
  },
  {
    area: '500153',
    daysAgo: 1,
    what: '宾馆里有人给孕妇抽血查男女，说是寄到外地化验',
    where: '昌元街道汽车站旁宾馆 302',
    when: '昨天下午',
    fate: received,
  },
  {
    area: '370300',
    daysAgo: 24,
    what: '没有行医资格的人在家里给人看牙拔牙镶牙',
    where: '张店区柳泉路小区 3 号楼一楼',
    when: '三月以来',
    fate: {
      to: 'concluded',
      outcome: 'partly',
      text: '查了，镶牙的事属实，拔牙没有证据。已责令停止并立案。',
      noPenaltyReason: '案件正在办理，处罚决定尚未作出',
    },
  },
  {
    area: '370300',
    daysAgo: 18,
    what: '医院虚假住院骗医保，人根本没住院，让老人把卡放在那里',
    where: '博山区康复医院',
    when: '今年夏天',
    fate: accepted,
  },
  {
    area: '370300',
    daysAgo: 13,
    what: '中医馆的坐诊医生把证挂在那里，人从来不来，看病的是徒弟',
    where: '临淄区中医馆',
    when: '每天',
    fate: { to: 'returned', reason: '经查不在本单位职责内', basis: '本单位法定职责不含此项' },
  },
  {
    area: '370300',
    daysAgo: 8,
    what: '药店里执业药师不在，处方药随便卖',
    where: '周村区大街药店',
    when: '晚上',
    fate: received,
  },
  {
    area: '370300',
    daysAgo: 3,
    what: '养生馆给人放血拔罐治病，说能治腰椎间盘',
    where: '桓台县城养生馆',
    when: '上周',
    fate: received,
  },
  {
    area: '211382',
    daysAgo: 22,
    what: '村里卫生室把科室承包给外地人，打着专家的旗号卖高价药',
    where: '凌源市城关街道卫生室',
    when: '一个月了',
    fate: {
      to: 'concluded',
      outcome: 'unfounded',
      text: '查了，坐诊的是县里派来的医生，有手续。没有发现承包。',
    },
  },
  {
    area: '211382',
    daysAgo: 11,
    what: '卖保健品的讲课骗老人，说能代替降压药',
    where: '凌源市南街街道宾馆会议室',
    when: '每天上午',
    fate: accepted,
  },
  {
    area: '211382',
    daysAgo: 5,
    what: '私人救护车冒充 120 拉病人，要价三千',
    where: '凌源市中心医院门口',
    when: '前天夜里',
    fate: received,
  },
  {
    area: '211382',
    daysAgo: 2,
    what: '饭店后院有人无证行医，扎针开中药，不给票',
    where: '凌源市北街街道',
    when: '赶集的日子',
    fate: received,
  },
  {
    area: '140800',
    daysAgo: 25,
    what: '黑诊所给人打吊瓶，没有许可证，药都过期了',
    where: '盐湖区解放路',
    when: '每天下午',
    fate: {
      to: 'concluded',
      outcome: 'substantiated',
      text: '查了，情况属实。已取缔，药品没收。',
      penalty: '演示运卫罚〔2026〕7号',
    },
  },
  {
    area: '140800',
    daysAgo: 16,
    what: '医院虚开检查骗医保的钱，没做的也算上',
    where: '永济市某医院',
    when: '九月',
    fate: received,
  },
  {
    area: '140800',
    daysAgo: 10,
    what: '医生收红包，不给就拖着不做手术',
    where: '河津市某医院外科',
    when: '上个月',
    fate: received,
  },
  {
    area: '140800',
    daysAgo: 7,
    what: '卖假药的在集上摆摊，说是祖传秘方',
    where: '临猗县集市',
    when: '逢五逢十',
    fate: received,
  },
  {
    area: '150000',
    daysAgo: 23,
    what: '冒充部队医院的专家义诊，让老人买几千块的药',
    where: '呼和浩特市新城区广场',
    when: '国庆以后',
    fate: accepted,
  },
  {
    area: '150000',
    daysAgo: 17,
    what: '医院把皮肤科租给外面的人，那些人不是医院的医生',
    where: '包头市昆都仑区某医院',
    when: '今年以来',
    fate: {
      to: 'declined',
      text: '这家医院归部队管，我们没有管辖权，已告知您向军队卫生部门反映。',
    },
  },
  {
    area: '150000',
    daysAgo: 14,
    what: '做代孕的中介，在网上招人卖卵子',
    where: '赤峰市红山区写字楼',
    when: '最近',
    fate: received,
  },
  {
    area: '150000',
    daysAgo: 7,
    what: '电视上天天播神医卖药的节目，老人信了停了药',
    where: '鄂尔多斯市东胜区',
    when: '每天中午',
    fate: received,
  },
  {
    area: '150000',
    daysAgo: 2,
    what: '诊所超范围做人流手术，就一张床',
    where: '通辽市科尔沁区',
    when: '上周五',
    fate: received,
  },
]
