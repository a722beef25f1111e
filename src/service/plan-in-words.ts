import type { Area } from '#core/plan.ts'

/** 荣昌区卫生健康委 is 区卫生健康委 to those who live there; offices of other places keep their whole name. */
export function nearName({ name: area }: Area, office: string): string {
  const level = levelOf(area)
  const own = office.startsWith(area) ? office.slice(area.length) : undefined
  if (own === undefined || level === '' || own === '') return office
  return own.startsWith(level) ? own : `${level}${own}`
}

interface Issued {
  readonly area: Area
  readonly document: { readonly issuer: string }
}

/** 重庆市荣昌区人民政府办公室 is 区政府; another body that issued a plan keeps its name. */
export function issuerInWords({ area, document: { issuer } }: Issued): string {
  const government = issuer.replace(/人民政府(办公[室厅])?$/, '政府')
  return government.endsWith(`${area.name}政府`) ? `${levelOf(area.name)}政府` : government
}

const levelOf = (area: string): string => /(自治[区州县旗]|[省市区县旗盟州])$/.exec(area)?.[0] ?? ''

/** 三(九) is 第三部分第九项, 二(二)16 is 第二部分第二节第16项: within brackets no brackets. */
export function clauseInWords(clause: string): string {
  const parts = /^([一二三四五六七八九十]+)(?:\(([一二三四五六七八九十]+)\))?(\d+)?/.exec(clause)
  if (!parts) return clause
  const [, part, section, point] = parts
  if (point === undefined) return `第${part}部分${section ? `第${section}项` : ''}`
  return `第${part}部分${section ? `第${section}节` : ''}第${point}项`
}
