// Heavy jobs in Web Workers (wasm/js/workers.js): a new one for each job, ended after its answer.

#pragma once

#include "core/ports/worker.hpp"

namespace huisclos::wasm {

class BrowserWorker final : public ports::Worker {
public:
    [[nodiscard]] Task<Result<Bytes>> run(ports::Job job, Bytes request) override;
    [[nodiscard]] Task<bool> pause() override;
};

}  // namespace huisclos::wasm
