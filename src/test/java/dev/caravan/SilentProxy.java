package dev.caravan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a server and can fall silent: connections stay, new ones are taken, and nothing passes. */
final class SilentProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int target;
    private final Object gate = new Object();
    private boolean silent;

    private SilentProxy(int target) throws IOException {
        this.target = target;
    }

    /** In front of that port of this machine. */
    static SilentProxy before(int target) throws IOException {
        SilentProxy proxy = new SilentProxy(target);
        begin("proxy", proxy::accept);
        return proxy;
    }

    int port() {
        return server.getLocalPort();
    }

    void fallSilent() {
        synchronized (gate) {
            silent = true;
        }
    }

    void speak() {
        synchronized (gate) {
            silent = false;
            gate.notifyAll();
        }
    }

    private void accept() throws Exception {
        while (true) {
            Socket client = server.accept();
            sockets.add(client);
            begin("proxy-connect", () -> connect(client));
        }
    }

    private void connect(Socket client) throws Exception {
        passWhenOpen();
        Socket behind;
        try {
            behind = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            client.close();
            return;
        }
        sockets.add(behind);
        begin("proxy-there", () -> pump(client, behind));
        begin("proxy-back", () -> pump(behind, client));
    }

    private void pump(Socket from, Socket to) throws Exception {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                passWhenOpen();
                out.write(buffer, 0, read);
            }
            passWhenOpen();
        }
    }

    private void passWhenOpen() throws InterruptedException {
        synchronized (gate) {
            while (silent) {
                gate.wait();
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** A thread that ends with its sockets, whatever closes them. */
    private static void begin(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception endsTheConnection) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        speak();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
