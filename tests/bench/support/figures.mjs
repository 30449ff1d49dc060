// What every bench needs: medians, percentiles, and the one way to print.

export function percentile(values, part) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
}

export function median(values) {
    return percentile(values, 0.5);
}

export function print(name, value, unit) {
    process.stdout.write(`${name} ${Number.isInteger(value) ? value : value.toFixed(3)} ${unit}\n`);
}
