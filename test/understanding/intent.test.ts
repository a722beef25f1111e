import { describe, expect, it } from 'vitest'
import { createUnderstanding, type Intent } from '#understanding/understand.ts'
import { nationalOffences, nationalModel } from './known.ts'

const { understand } = createUnderstanding({
  offences: nationalOffences(),
  areas: new Map(),
  model: nationalModel(),
})

const told: Readonly<Record<Intent, readonly string[]>> = {
  'tip-off': [
    '我要举报，菜市场后面有个黑诊所',
    '有人无证行医，请查处',
    '药店不要处方就卖抗生素',
    '医院挂床住院骗医保',
    '网上有人卖假药',
    '美容院给人打玻尿酸',
    '卫生室把针头乱扔',
    '有个事想反映一下',
  ],
  complaint: [
    '护士态度恶劣，我要投诉',
    '我去看牙，乱收费，要求退款',
    '美容院骗了我两万，不退钱',
    '我妈手术失败，医院不赔偿',
    '医院不给我复印病历',
    '误诊耽误了我半年',
    '小区楼下开诊所，我们业主都反对',
  ],
  petition: [
    '恳请领导落实我们村卫生室的事',
    '请求解决老百姓看病难问题',
    '强烈要求解决我们镇没有医院的问题',
  ],
  accusation: [
    '卫监所收钱不管，保护伞',
    '卫健局不作为，举报多次没人理',
    '执法人员给黑诊所通风报信',
    '局长受贿包庇，监管不力',
    '卫健委执法大队的队长收了诊所的钱，每次检查都提前通知',
    '卫生局的人包庇黑诊所，镇上王家诊所没有证',
    '打了12345，卫健委的人根本没来查，还把我的电话告诉了诊所',
  ],
  consultation: [
    '请问开诊所需要什么手续',
    '医保异地就医怎么备案',
    '独生子女费怎么领',
    '执业医师考试什么时候报名',
    '咨询一下，宝宝两种疫苗可不可以同一天打',
    '新农合能不能报销门诊',
    '诊所执照在哪里查',
    '怎么看一个诊所有没有证',
  ],
  suggestion: ['建议在新区建一所医院', '希望能在镇上增设儿科', '建议医院增加停车位'],
  praise: ['感谢县医院李医生，医术高超', '护士服务很好，点赞', '送一面锦旗给王大夫，感谢'],
  staff: ['医院拖欠护士工资', '我是乡村医生，养老补助一直没发', '职称评审不公平'],
  status: [
    '进度',
    '查进度',
    '我上次举报的事怎么样了',
    '处理得怎么样了',
    '有结果了吗',
    'RC-2026-00017',
  ],
  greeting: ['你好', '您好！', '在吗', '有人吗？', '喂', '你好，在吗', 'hello', '你是机器人吗'],
  person: ['给我转人工，我不会打字', '我要找真人说话', '人工客服'],
  empty: ['', '？？？', '。。。', ' ', '👍'],
}

describe('what the writer wants', () => {
  for (const [intent, texts] of Object.entries(told))
    it.each(texts.map((text) => [text]))(`${intent}: %s`, (text) =>
      expect(understand(text).intent).toBe(intent),
    )

  it('whoever accuses somebody is never taken for one who asks', () => {
    for (const text of [
      '请问黑诊所找谁举报',
      '无证行医怎么没人管',
      '诊所卖假药，你们查不查',
      '请问打针打坏了找哪个赔，诊所没有证',
    ])
      expect(['consultation', 'greeting', 'status'], text).not.toContain(understand(text).intent)
  })
})
