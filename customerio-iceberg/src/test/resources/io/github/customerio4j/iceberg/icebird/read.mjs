// Reads tables of Iceberg with icebird: node read.mjs METADATA_FILE OUTPUT_FILE ...
// The output is a list of rows; a cell is its text, a time its seconds since 1970.
import { readFile, writeFile } from 'node:fs/promises'
import { icebergRead } from 'icebird'

// The library fetches addresses; the warehouse is a folder.
globalThis.fetch = async (url, init) => {
  const bytes = await readFile(url)
  const range = /^bytes=(\d+)-(\d+)$/.exec(new Headers(init?.headers).get('Range') ?? '')
  return range
    ? new Response(bytes.subarray(Number(range[1]), Number(range[2]) + 1), { status: 206 })
    : new Response(bytes)
}

function text(value) {
  return value instanceof Date ? String(value.getTime() / 1000) : String(value)
}

for (let i = 2; i < process.argv.length; i += 2) {
  const metadata = JSON.parse(await readFile(process.argv[i], 'utf8'))
  const rows = await icebergRead({ tableUrl: metadata.location, metadata })
  const texts = rows.map(row =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([, value]) => value !== undefined && value !== null)
        .map(([name, value]) => [name, text(value)])))
  await writeFile(process.argv[i + 1], JSON.stringify(texts))
}
