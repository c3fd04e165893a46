"""Text and sound: models around recurrent layers and 1-d convolutions."""

import torch
from torch import nn
from torch.autograd import Variable
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Classifier(nn.Module):
    def __init__(self, words=15, width=6, hidden=5, classes=3):
        super(Classifier, self).__init__()
        self.embedding = nn.Embedding(words, width)
        self.lstm = nn.LSTM(width, hidden, num_layers=1, bidirectional=True, batch_first=True)
        self.attention = nn.Linear(2 * hidden, 1)
        self.fc = nn.Linear(hidden * 2, classes)

    def forward(self, text):
        outputs, (hidden, cell) = self.lstm(self.embedding(text))
        weights = torch.softmax(self.attention(outputs).squeeze(-1), dim=1)
        pooled = torch.bmm(weights.unsqueeze(1), outputs).squeeze(1)
        last = torch.cat((hidden[-2, :, :], hidden[-1, :, :]), dim=1)
        return self.fc(pooled), self.fc(last)


class TextCNN(nn.Module):
    def __init__(self, words=15, width=6, kernels=(2, 3, 4)):
        super().__init__()
        self.embed = nn.Embedding(words, width)
        self.convs1 = nn.ModuleList([nn.Conv2d(1, 4, (K, width)) for K in kernels])
        self.fc1 = nn.Linear(len(kernels) * 4, 2)

    def forward(self, x):
        x = self.embed(x).unsqueeze(1)
        x = [torch.relu(conv(x)).squeeze(3) for conv in self.convs1]
        x = [nn.functional.max_pool1d(i, i.size(2)).squeeze(2) for i in x]
        return self.fc1(torch.cat(x, 1))


class Seq2Seq(nn.Module):
    """Greedy decoding over a fixed number of steps."""

    def __init__(self, words=15, hidden=6):
        super().__init__()
        self.embedding = nn.Embedding(words, hidden)
        self.encoder = nn.GRU(hidden, hidden)
        self.decoder = nn.GRUCell(hidden, hidden)
        self.out = nn.Linear(hidden, words)
        self.hidden = hidden

    def init_hidden(self, batch):
        return Variable(torch.zeros(1, batch, self.hidden))

    def forward(self, text):
        batch = text.size(0)
        _, hidden = self.encoder(self.embedding(text).transpose(0, 1), self.init_hidden(batch))
        hidden = hidden[0]
        token = torch.zeros(batch, dtype=torch.long)
        tokens = torch.zeros(batch, 4, dtype=torch.long)
        for step in range(4):
            hidden = self.decoder(self.embedding(token), hidden)
            token = self.out(hidden).argmax(dim=-1)
            tokens[:, step] = token
        return tokens, hidden


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.classifier = Classifier()
        self.cnn = TextCNN()
        self.translator = Seq2Seq()
        self.sound = nn.Sequential(
            nn.Conv1d(1, 4, kernel_size=8, stride=4), nn.BatchNorm1d(4), nn.ReLU(), nn.MaxPool1d(2),
            nn.Conv1d(4, 4, 3, padding=2, dilation=2), nn.GroupNorm(2, 4), nn.GLU(dim=1), nn.AdaptiveAvgPool1d(1), nn.Flatten(),
        )

    def forward(self, text, wave):
        return *self.classifier(text), self.cnn(text), *self.translator(text), self.sound(wave)
