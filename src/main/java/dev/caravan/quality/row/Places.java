package dev.caravan.quality.row;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** A set of places, exact: a bitmap for each partition and 2^32 offsets. A few bytes a place, less where they lie side by side. */
final class Places {
    private static final long LOW = 0xFFFF_FFFFL;

    /** By the upper half of the packed place. */
    private final TreeMap<Integer, RoaringBitmap> bitmaps = new TreeMap<>(Integer::compareUnsigned);

    void add(long place) {
        bitmaps.computeIfAbsent((int) (place >>> Integer.SIZE), high -> new RoaringBitmap())
                .add((int) place);
    }

    void addAll(Places other) {
        other.bitmaps.forEach((high, bitmap) ->
                bitmaps.computeIfAbsent(high, any -> new RoaringBitmap()).or(bitmap));
    }

    long size() {
        return bitmaps.values().stream()
                .mapToLong(RoaringBitmap::getLongCardinality)
                .sum();
    }

    /** Up to {@code limit} places behind {@code after}, in their order; −1 stands before the first. */
    List<Place> after(long after, int limit) {
        List<Place> found = new ArrayList<>();
        long first = after + 1;
        for (Map.Entry<Integer, RoaringBitmap> entry :
                bitmaps.tailMap((int) (first >>> Integer.SIZE), true).entrySet()) {
            long high = Integer.toUnsignedLong(entry.getKey()) << Integer.SIZE;
            PeekableIntIterator lows = entry.getValue().getIntIterator();
            if (high >>> Integer.SIZE == first >>> Integer.SIZE) {
                lows.advanceIfNeeded((int) first);
            }
            while (lows.hasNext() && found.size() < limit) {
                found.add(Place.unpacked(high | (lows.next() & LOW)));
            }
        }
        return found;
    }

    void write(Output out) {
        out.count(bitmaps.size());
        bitmaps.forEach((high, bitmap) -> {
            out.count(Integer.toUnsignedLong(high));
            out.raw(bytes(bitmap));
        });
    }

    private static byte[] bytes(RoaringBitmap bitmap) {
        bitmap.runOptimize();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(bitmap.serializedSizeInBytes());
        try {
            bitmap.serialize(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void read(Input in) {
        int count = in.size();
        for (int i = 0; i < count; i++) {
            int high = (int) in.count();
            RoaringBitmap bitmap = new RoaringBitmap();
            try {
                bitmap.deserialize(new DataInputStream(new ByteArrayInputStream(in.raw())));
            } catch (IOException e) {
                throw new IllegalArgumentException("places can't be read: " + e.getMessage(), e);
            }
            bitmaps.put(high, bitmap);
        }
    }
}
