// The pages that a browser lists as visited, from the file of its profile, once it is closed. Node has no reader of such
// files; Python, which runs the tests, has one.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

// Of a visit that went on to another address by itself, the list shows the end of the chain alone (that bit of its transition).
const script = `
import json, sqlite3, sys
file = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
rows = file.execute("SELECT DISTINCT urls.url FROM urls JOIN visits ON visits.url = urls.id "
                    "WHERE urls.hidden = 0 AND visits.transition & 0x20000000")
print(json.dumps([row[0] for row in rows]))
`;

export async function visitedPages(person) {
    const { stdout } = await promisify(execFile)('python3', ['-c', script, path.join(person.folder, 'Default/History')]);
    return JSON.parse(stdout);
}
