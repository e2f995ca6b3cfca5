/** The ways in which benchmark files write when something was said. */

/** Milliseconds since the epoch (UTC) of `1:56 pm on 8 May, 2023`, `8.5.2023, 13:56:00`, `May-8-2023`, or of what `Date` reads. Noon where no time is told. */
export function dateMsOf(text: string): number {
  const ms = Date.parse(standardForm(text))
  if (Number.isNaN(ms)) throw new Error(`No date: ${text}`)
  return ms
}

function standardForm(text: string): string {
  const spoken = /^(\d{1,2}):(\d{2}) ?(am|pm) on (\d{1,2}) (\w+),? (\d{4})/i.exec(text)
  if (spoken) return `${spoken[5]} ${spoken[4]}, ${spoken[6]} ${spoken[1]}:${spoken[2]} ${spoken[3]} UTC`
  const [, day = '', month = '', year, time = '12:00:00'] =
    /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:, (\d{2}:\d{2}:\d{2}))?/.exec(text) ?? []
  if (year) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${time}Z`
  const dashed = /^(\w+)-(\d{1,2})-(\d{4})$/.exec(text)
  return dashed ? `${dashed[1]} ${dashed[2]}, ${dashed[3]} 12:00 UTC` : text
}
