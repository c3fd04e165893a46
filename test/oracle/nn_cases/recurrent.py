"""Recurrent layers, packed sequences among their inputs."""

MODES = (("RNN", "RNN(3, 4"), ("LSTM", "LSTM(3, 4"), ("GRU", "GRU(3, 4"))


def add_cases(add, limit):
    for name, start in MODES:
        add(f"nn.{start})", "5x2x3")
        add(f"nn.{start}, num_layers=2)", "3x2x3")
        add(f"nn.{start}, 2, bidirectional=True)", "3x1x3")
        add(f"nn.{start}, bias=False)", "3x2x3")
        add(f"nn.{start}, batch_first=True)", "2x3x3")
        add(f"nn.{start}, 2, dropout=0.4)", "2x2x3")
        add(f"nn.{start}, batch_first=True, bidirectional=True)", "2x3x3")
        add(f"nn.{start}, device='cpu', dtype=torch.float64)", "f64:3x2x3")
        add(f"nn.{start})", "3x3")
        add(f"nn.{start}, bidirectional=True, batch_first=True)", "3x3")
        state = ["hx.0=2x2x4", "hx.1=2x2x4"] if name == "LSTM" else ["hx=2x2x4"]
        add(f"nn.{start}, 2)", "3x2x3", *state)
        add(f"nn.{start}, bidirectional=True, batch_first=True)", "2x3x3", *state)
        state = [text.replace("2x2x4", "1x4") for text in state]
        add(f"nn.{start})", "2x3", *state)
        add_packed(add, start)
    add("nn.RNN(3, 4, nonlinearity='relu')", "3x2x3")
    add("nn.RNN(3, 4, 2, 'relu', bidirectional=True)", "3x2x3")
    add("nn.RNN(3, 4, 1, 'tanh', False, True)", "2x3x3")
    add("nn.LSTM(3, 4, proj_size=2)", "3x2x3")
    add("nn.LSTM(3, 4, 2, proj_size=3, bidirectional=True, batch_first=True)", "2x3x3")
    add("nn.LSTM(3, 4, proj_size=2, bias=False)", "3x3", "hx.0=1x2", "hx.1=1x4")
    for mode in ("'RNN_TANH', 3, 4", "'LSTM', 3, 4, 2, proj_size=2", "'GRU', 3, 4, bias=False"):
        add(f"Weights({mode})", "3", of=["nn.RNNBase"])
    add("Weights('RNN_RELU', 3, 2, 2, True, True, 0.1, True)", "3", of=["nn.RNNBase"])
    for name in ("RNN", "LSTM", "GRU"):
        add(f"nn.{name}Cell(3, 4)", "2x3")
        add(f"nn.{name}Cell(3, 4, bias=False)", "2x3")
        add(f"nn.{name}Cell(3, 4)", "3")
        add(f"nn.{name}Cell(3, 4, device='cpu', dtype=torch.float64)", "f64:2x3")
        state = ["hx.0=2x4", "hx.1=2x4"] if name == "LSTM" else ["hx=2x4"]
        add(f"nn.{name}Cell(3, 4)", "2x3", *state)
        state = [text.replace("2x4", "4") for text in state]
        add(f"nn.{name}Cell(3, 4, True)", "3", *state)
    add("nn.RNNCell(3, 4, nonlinearity='relu')", "2x3", "2x4")
    add("nn.RNNCell(3, 4, True, 'tanh')", "2x3")
    add("CellOfGates(3, 4, True)", "2x3", of=["nn.RNNCellBase"])
    add("CellOfGates(3, 4, False)", "3", of=["nn.RNNCellBase"])
    add_sequences(add)


def add_packed(add, start):
    call = "Packed(nn." + start
    add(f"{call}), [4, 2])", "4x2x3")
    add(f"{call}, 2, bidirectional=True), [3, 3, 1])", "3x3x3")
    add(f"{call}, batch_first=True), [2, 4, 1])", "3x4x3")
    add(f"{call}, bidirectional=True, batch_first=True), [2, 1, 3], total_length=5)", "3x3x3")
    call = "PackedByInput(nn." + start
    add(f"{call}))", "4x3x3", "i64:3 = 2 4 1")
    add(f"{call}, 2, bidirectional=True, batch_first=True))", "2x3x3", "i64:2 = 3 1")


def add_sequences(add):
    rnn = "nn.utils.rnn."
    add(f"lambda x: tuple({rnn}pack_padded_sequence(x, [3, 2]))[:2]", "3x2x2")
    add(
        f"lambda x: {rnn}pack_padded_sequence(x, torch.tensor([1, 3]), True, False)",
        "2x3x2",
    )
    add(f"lambda x, y: {rnn}pack_sequence([x, y])", "3x2", "2x2")
    add(f"lambda x, y: {rnn}pack_sequence([x, y], enforce_sorted=False)", "2x2", "3x2")
    add(f"lambda x, y: {rnn}pad_sequence([x, y])", "3x2", "2x2")
    add(f"lambda x, y: {rnn}pad_sequence((x, y), True, 1.5)", "2", "4")
    add(f"lambda x, y: {rnn}pad_sequence([x, y], padding_side='left')", "3x2", "1x2")
    add(f"lambda x: {rnn}unpad_sequence(x, torch.tensor([3, 2]))", "3x2x2")
    add(
        f"lambda x, y: {rnn}unpack_sequence({rnn}pack_sequence([x, y], enforce_sorted=False))",
        "2x2",
        "3x2",
    )
    add(
        f"lambda x: {rnn}pad_packed_sequence({rnn}pack_padded_sequence(x, [3, 1]), True, -1.0, 4)",
        "3x2x2",
    )
