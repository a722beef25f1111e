import { describe, expect, it } from 'vitest'
import { createUnderstanding } from '#understanding/understand.ts'
import { sentences } from './sentences.ts'
import { anArea, aPlace, nationalOffences, nationalModel } from './known.ts'

const rongchang = anArea('500153', '荣昌区', [
  aPlace('500153001', '昌元街道', '500153', '昌元'),
  aPlace('500153101', '仁义镇', '500153'),
  aPlace('500153102', '城关镇', '500153'),
])
const zibo = anArea('370300', '淄博市', [
  aPlace('370303', '张店区', '370300', '张店'),
  aPlace('370303001', '车站街道', '370303'),
])
const lingyuan = anArea('211382', '凌源市', [aPlace('211382100', '城关镇', '211382')])
const { understand, place, who } = createUnderstanding({
  offences: nationalOffences(),
  model: nationalModel(),
  areas: new Map([
    ['500153', rongchang],
    ['370300', zibo],
    ['211382', lingyuan],
  ]),
})

describe('whom a text accuses', () => {
  it('is the same whether that alone is asked or everything', () => {
    const told = [
      ...Object.values(sentences).flat(),
      '尊敬的王局长：您好，康泰诊所的刘大夫乱打针',
      '',
    ]
    const named = told.filter((text) => understand(text).who !== undefined)
    expect(named.length).toBeGreaterThan(10)
    for (const text of told) expect([text, who(text)]).toEqual([text, understand(text).who])
  })
})

describe('where', () => {
  it.each([
    ['公园路88号仁和堂大药房卖处方药不要处方', '公园路88号仁和堂大药房'],
    ['小区3栋2单元501有人打美容针', '小区3栋2单元501'],
    ['昨天我在仁义镇的幸福诊所打针', '仁义镇的幸福诊所'],
    ['人民医院对面二楼有个黑牙科', '人民医院对面二楼'],
    ['微信号：yimei888 卖玻尿酸', '微信号：yimei888'],
    ['昌元街道菜市场鱼店楼上', '昌元街道菜市场鱼店楼上'],
  ])('leads to a door: %s', (text, door) => expect(understand(text).where).toBe(door))

  it.each([
    '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
    '我们村有人无证行医',
    '镇上的诊所卖假药',
    '县城有家黑诊所',
    '那个医生没有证',
    '街上有人卖药',
  ])('leads to no door, so it is asked: %s', (text) => {
    expect(understand(text).where).toBeUndefined()
    expect(understand(text).missing).toContain('where')
  })
})

describe('who', () => {
  it.each([
    ['淄博张店区人民路12号康泰诊所卖过期药', '康泰诊所'],
    ['我要举报荣昌区人民医院乱收费', '荣昌区人民医院'],
    ['老板在东街开了一家美丽人生美容院，给人打玻尿酸', '美丽人生美容院'],
    ['仁义镇卫生院挂床住院', '仁义镇卫生院'],
    ['抖音号叫神医老李 直播间卖药', '抖音号叫神医老李'],
    ['老板叫王建国，在家里给人拔牙', '王建国'],
  ])('%s', (text, name) => expect(understand(text).who).toBe(name))

  it.each([
    '地下诊所打针',
    '小诊所没有证',
    '私人诊所乱收费',
    '有个老太婆给人打针',
    '人民医院旁边有个黑诊所',
  ])('no name is made up: %s', (text) => expect(understand(text).who).toBeUndefined())
})

describe('when', () => {
  it.each([
    ['天天早上都在打针', '天天早上'],
    ['2025年3月5日在医院做手术', '2025年3月5日'],
    ['昨天下午三点在诊所打的针', '昨天下午三点'],
    ['每逢赶场天在桥头拔牙', '赶场天'],
    ['上个月在美容院打针', '上个月'],
    ['3月5号去看牙', '3月5号'],
  ])('%s', (text, words) => expect(understand(text).when).toContain(words))

  it('is missing where no time is told', () => {
    expect(understand('有个黑诊所').missing).toContain('when')
  })
})

describe('place', () => {
  it.each([
    ['荣昌区昌元街道', '500153', '500153001'],
    ['昌元菜市场', '500153', '500153001'],
    ['荣昌有黑诊所', '500153', '500153'],
    ['张店有家医院', '370300', '370303'],
    ['淄博的诊所', '370300', '370300'],
    ['淄博市张店区车站街道', '370300', '370303001'],
  ])('%s', (text, area, code) => expect(place(text)).toMatchObject({ area, place: code }))

  it('a name that two areas share is read by the area of the conversation', () => {
    expect(place('城关镇卫生院', '211382')).toMatchObject({ area: '211382', place: '211382100' })
    expect(place('城关镇卫生院', '500153')).toMatchObject({ area: '500153', place: '500153102' })
    expect(place('城关镇卫生院')).toEqual({})
    expect(place('凌源城关镇卫生院')).toMatchObject({ area: '211382', place: '211382100' })
  })

  it('another served area wins over the one of the conversation if only it is named', () => {
    expect(place('张店区人民路', '500153')).toMatchObject({ area: '370300', place: '370303' })
  })

  it.each([
    ['我在成都武侯区，有家黑诊所', '成都'],
    ['杭州有人卖假药', '杭州'],
    ['永年县有黑诊所', '永年县'],
  ])('is outside: %s', (text, outside) => expect(place(text)).toEqual({ outside }))

  it.each([
    '上海路的诊所没有证',
    '北京同仁堂的药是假的',
    '重庆市的医院',
    '从广州寄来的假药',
    '全县的诊所',
  ])('is no town the report comes from: %s', (text) => expect(place(text).outside).toBeUndefined())
})
