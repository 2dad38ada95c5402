import {readFileSync} from 'node:fs';
import { createHealthData } from '#importers/apple/health-data.ts';
import { HEALTH_VOCABULARY, HealthReader } from '#importers/apple/health-reader.ts';
import { createTagScanner } from '#importers/apple/tag-scanner.ts';
import { createZoneClocks } from '#importers/apple/zone-clocks.ts';
import { createProblemLog } from '#importers/problem-log.ts';
import { createZoneClock } from '#importers/zone-clock.ts';
const mod = await WebAssembly.compile(readFileSync('src/importers/wasm/inflate.wasm'));
const k = (await WebAssembly.instantiate(mod, {})).exports as any;
const data = readFileSync('/tmp/imp/apple.deflate');
const cpu=()=>process.cpuUsage().user/1e3+process.cpuUsage().system/1e3;
function run(use:(p:Uint8Array)=>void){ k.reset(); const mem = new Uint8Array(k.memory.buffer); let at=0,total=0; 
 for(;;){ const r = k.inflate(); const n0=k.outputLength(); total += n0; if(n0>0) use(mem.subarray(k.outputPlace(),k.outputPlace()+n0)); if(r===0){ const p=k.inputPlace(); const room=k.inputRoom(); const n=Math.min(room,data.length-at); mem.set(data.subarray(at,at+n),p); at+=n; k.addInput(n, at===data.length);} else if(r===2) break; else if(r<0) throw new Error('damaged '+total); }
 return total; }
const scanner=()=>createTagScanner(HEALTH_VOCABULARY,new HealthReader(createHealthData(createZoneClock('UTC')),{ clocks: createZoneClocks(), problems: createProblemLog() }));
for(let i=0;i<4;i++){ 
 let t=cpu(); let n=run(()=>{}); console.log('inflate',(n/1e3/(cpu()-t)).toFixed(0));
 const s=scanner(); t=cpu(); n=run((p)=>{s.push(p)}); s.end(); console.log('both',(n/1e3/(cpu()-t)).toFixed(0)); }
