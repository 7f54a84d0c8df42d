// Reports to look at: small, usual and large, with long, right-to-left, Chinese and hostile names.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const folder = mkdtempSync(join(tmpdir(), "segplan-browser-"));
const names = ["release", "debug"].map((kind) => join(root, "target", kind, "segplan"));
const program = process.env.SEGPLAN ?? names.find(existsSync);

export const hostile = "<script>document.title='run'</script><img src=x onerror=alert(1)>";
const labels = [
  "Plant managers",
  "Manufacturers above 1,500 staff in the Benelux and Scandinavia with two or more plants",
  hostile,
  "لوحات التحكم الصناعية والمصانع",
  "製造業の大企業と中堅企業の経営者",
  "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller",
];

function made(segments) {
  const rows = Array.from({ length: segments }, (_, at) => {
    const score = (times) => 1 + ((at * times + Math.floor(at / 10)) % 10);
    const round = Math.floor(at / labels.length);
    const label = labels[at % labels.length] + (round ? ` ${round + 1}` : "");
    return `  - name: segment_${at}
    label: ${JSON.stringify(label)}
    message: ${JSON.stringify(`Message ${at} ${hostile}`)}
    scores: {impact: ${score(7)}, confidence: ${score(3)}, ease: ${score(9)}}
    panel: {ana: {impact: 4}, "${"b".repeat(60)}": {impact: 9}}`;
  });
  return `title: ${JSON.stringify(`Plan of ${segments} ${hostile}`)}\nas_of: 2027-01-04\nsegments:\n${rows.join("\n")}\n`;
}

// Writes the report on a plan and answers where it lies.
function report(name, plan, ...rest) {
  const file = join(folder, `${name}.html`);
  execFileSync(program, ["report", plan, "-o", file, "--quiet", ...rest], { cwd: root });
  return { name, file };
}

function ofMadePlan(segments) {
  const plan = join(folder, `made-${segments}.yaml`);
  writeFileSync(plan, made(segments));
  return report(`made-${segments}`, plan);
}

export const reports = [
  report("workshop", "plans/workshop.yaml"),
  report("quarterly", "plans/quarterly.yaml"),
  report("with-leads", "plans/quarterly.yaml", "--leads", "plans/leads.csv"),
  report("consultant", "plans/consultant.yaml"),
  ofMadePlan(1),
  ofMadePlan(3),
  ofMadePlan(60),
];
